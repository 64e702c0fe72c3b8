/** The command line {@code usher}: one client of the API among others, and the starter of broker and agent. */
@NullMarked
package io.usher.node.cli;

import org.jspecify.annotations.NullMarked;
