@NullMarked
package io.usher.node.replication.raft;

import org.jspecify.annotations.NullMarked;
