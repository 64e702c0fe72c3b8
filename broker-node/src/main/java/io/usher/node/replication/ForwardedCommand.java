package io.usher.node.replication;

import com.google.protobuf.ByteString;

/**
 * A command on its way from one broker to another.
 *
 * @param envelope encoded once, by the broker that took it in
 */
public record ForwardedCommand(ByteString envelope, Deadline deadline) {}
