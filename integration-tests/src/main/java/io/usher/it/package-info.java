/** Tools that drive real broker processes: demo, benchmark, simulator. */
@NullMarked
package io.usher.it;

import org.jspecify.annotations.NullMarked;
