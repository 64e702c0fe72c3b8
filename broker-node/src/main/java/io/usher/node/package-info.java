/** The broker process: everything that touches the world, wired together in one place. */
@NullMarked
package io.usher.node;

import org.jspecify.annotations.NullMarked;
