/** The adapter to Apache Ratis: the only place that knows the library. */
@NullMarked
package io.usher.node.replication.raft;

import org.jspecify.annotations.NullMarked;
