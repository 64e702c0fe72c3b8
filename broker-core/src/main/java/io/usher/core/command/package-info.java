/** Commands as they stand in the log, and the replies to them. */
@NullMarked
package io.usher.core.command;

import org.jspecify.annotations.NullMarked;
