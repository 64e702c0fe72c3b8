/**
 * Measures how long nobody is served when something befalls the primary of a real site, or when its brokers are changed
 * on purpose, over many trials.
 */
@NullMarked
package io.usher.it.faults;

import org.jspecify.annotations.NullMarked;
