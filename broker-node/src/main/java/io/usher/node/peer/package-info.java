/** What the brokers of a site ask each other beside Raft, over gRPC. */
@NullMarked
package io.usher.node.peer;

import org.jspecify.annotations.NullMarked;
