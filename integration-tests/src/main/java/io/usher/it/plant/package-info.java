/**
 * Bugs on purpose: a Java agent that spoils one method of a broker while it is loaded. The brokers' own code has no
 * switch for it, so nothing of it can be left on by mistake.
 */
@NullMarked
package io.usher.it.plant;

import org.jspecify.annotations.NullMarked;
