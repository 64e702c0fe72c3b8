package io.usher.node.agent;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Connections to brokers, made when first used and kept. A broker bounds the streams of one connection, so at most some
 * fifty agents should share one of these. Safe for use by several threads.
 */
public final class BrokerConnections implements AutoCloseable {
    private static final int MAXIMUM_MESSAGE_BYTES = 1 << 20;
    private static final long KEEPALIVE_SECONDS = 30;
    private static final Set<ConnectivityState> UNUSED =
            EnumSet.of(ConnectivityState.IDLE, ConnectivityState.TRANSIENT_FAILURE);

    /** More than an agent knows at a time; it may come to know others as the years pass. */
    static final int MOST = 128;

    private final Function<String, ManagedChannel> opener;
    private final Predicate<String> reachable;
    private final Map<String, ManagedChannel> channels = new TreeMap<>();

    /** Creates connections by any means to anywhere. */
    public BrokerConnections(Function<String, ManagedChannel> opener) {
        this(opener, broker -> true);
    }

    private BrokerConnections(Function<String, ManagedChannel> opener, Predicate<String> reachable) {
        this.opener = opener;
        this.reachable = reachable;
    }

    /**
     * Creates connections over TCP, with or without TLS.
     *
     * @param marks put something on every call
     * @param reachable whether an address that was not set up but told may be used
     */
    static BrokerConnections with(
            ChannelCredentials credentials, List<ClientInterceptor> marks, Predicate<String> reachable) {
        return new BrokerConnections(
                address -> Grpc.newChannelBuilder(address, credentials)
                        .intercept(marks)
                        .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
                        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                        .userAgent("usher-agent")
                        .build(),
                reachable);
    }

    /** Whether an address that was told may be used. */
    boolean mayReach(String broker) {
        return reachable.test(broker);
    }

    /** Returns the connection to a broker. It connects at once, however often it failed before. */
    synchronized ManagedChannel to(String broker) {
        if (!channels.containsKey(broker) && channels.size() >= MOST) {
            closeUnused();
        }
        ManagedChannel channel = channels.computeIfAbsent(broker, opener);
        channel.resetConnectBackoff();
        return channel;
    }

    /** Whoever was about to use one connects anew. */
    private void closeUnused() {
        channels.values().removeIf(channel -> {
            boolean isUnused = UNUSED.contains(channel.getState(false));
            if (isUnused) {
                channel.shutdown();
            }
            return isUnused;
        });
    }

    @Override
    public synchronized void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        channels.clear();
    }
}
