/**
 * The site's replicated log and state: commands go in, outcomes come out.
 *
 * <p>This package holds what the rest of the node sees. {@code codec} is the format of log and snapshot,
 * {@code storage} the directory, {@code gate} the way of commands and reads to the primary, {@code raft} the one
 * adapter to the consensus library.
 */
@NullMarked
package io.usher.node.replication;

import org.jspecify.annotations.NullMarked;
