package io.usher.node.agent;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Connections to brokers, made when first used and kept. A broker bounds the streams of one connection, so at most some
 * fifty agents should share one of these. Safe for use by several threads.
 */
public final class BrokerConnections implements AutoCloseable {
    private static final int MAXIMUM_MESSAGE_BYTES = 1 << 20;
    private static final long KEEPALIVE_SECONDS = 30;

    private final Function<String, ManagedChannel> opener;
    private final Map<String, ManagedChannel> channels = new TreeMap<>();

    /** Creates connections by any means. */
    public BrokerConnections(Function<String, ManagedChannel> opener) {
        this.opener = opener;
    }

    /**
     * Creates connections over TCP, with or without TLS.
     *
     * @param marks put something on every call
     */
    static BrokerConnections with(ChannelCredentials credentials, List<ClientInterceptor> marks) {
        return new BrokerConnections(address -> Grpc.newChannelBuilder(address, credentials)
                .intercept(marks)
                .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .userAgent("usher-agent")
                .build());
    }

    /** Returns the connection to a broker. It connects at once, however often it failed before. */
    synchronized ManagedChannel to(String broker) {
        ManagedChannel channel = channels.computeIfAbsent(broker, opener);
        channel.resetConnectBackoff();
        return channel;
    }

    @Override
    public synchronized void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        channels.clear();
    }
}
