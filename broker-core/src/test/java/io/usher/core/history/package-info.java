/** Random histories of a broker, what must hold in all of them, and independent models to compare with. */
@NullMarked
package io.usher.core.history;

import org.jspecify.annotations.NullMarked;
