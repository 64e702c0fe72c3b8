/** The command line as a user sees it: what it prints, and with which exit code it ends. */
@NullMarked
package io.usher.node.cli;

import org.jspecify.annotations.NullMarked;
