package io.usher.node.cli.client;

import io.grpc.ManagedChannel;
import io.usher.node.config.Address;

/** Opens connections to brokers. */
@FunctionalInterface
public interface ChannelSource {

    /** Opens a channel that the caller shuts down; connects when it is first used. */
    ManagedChannel open(Address server);
}
