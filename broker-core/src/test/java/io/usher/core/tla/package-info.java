/** Runs TLC on the models under {@code src/tla}. */
@NullMarked
package io.usher.core.tla;

import org.jspecify.annotations.NullMarked;
