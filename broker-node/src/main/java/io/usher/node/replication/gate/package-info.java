/**
 * The way of commands and reads: gathered into batches, handed to the primary, retried within their deadline.
 *
 * <p>Knows the log only as {@link io.usher.node.replication.gate.Consensus}, so that it can be tested without one.
 */
@NullMarked
package io.usher.node.replication.gate;

import org.jspecify.annotations.NullMarked;
