/** Real desktops; only run where the machine can: tag "desktops". */
@NullMarked
package io.usher.it.desktops;

import org.jspecify.annotations.NullMarked;
