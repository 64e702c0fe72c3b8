/** Measures what it costs the core to choose a host, by the size of the pool. */
@NullMarked
package io.usher.it.placement;

import org.jspecify.annotations.NullMarked;
