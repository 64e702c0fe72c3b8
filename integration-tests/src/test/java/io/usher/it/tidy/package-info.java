/** How the source tree itself must look, whoever writes in it. */
@NullMarked
package io.usher.it.tidy;

import org.jspecify.annotations.NullMarked;
