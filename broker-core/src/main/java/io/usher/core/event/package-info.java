/** Facts that deciding a command gives; the only way to change state. */
@NullMarked
package io.usher.core.event;

import org.jspecify.annotations.NullMarked;
