/** How the command line talks to brokers: which one is asked, when another one is, and what a failure means. */
@NullMarked
package io.usher.node.cli.client;

import org.jspecify.annotations.NullMarked;
