package io.usher.node.peer;

import io.grpc.ChannelCredentials;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.usher.core.model.SiteId;
import io.usher.node.replication.Peer;
import io.usher.node.replication.TlsFiles;
import io.usher.node.wire.SiteHeader;
import io.usher.proto.internal.v1.PeerServiceGrpc;
import io.usher.proto.internal.v1.PeerServiceGrpc.PeerServiceFutureStub;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One connection to each broker that was ever called. Thread-safe. */
public final class PeerChannels implements AutoCloseable {

    private final SiteId site;
    private final ChannelCredentials credentials;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    /**
     * No connections yet.
     *
     * @param site which is meant by every call
     * @throws IOException when a certificate cannot be read
     */
    public PeerChannels(SiteId site, Optional<TlsFiles> tls) throws IOException {
        this.site = site;
        credentials = PeerCredentials.client(tls);
    }

    PeerServiceFutureStub stub(Peer peer, long deadlineMillis) {
        return PeerServiceGrpc.newFutureStub(channel(peer))
                .withDeadlineAfter(Math.max(1, deadlineMillis), TimeUnit.MILLISECONDS);
    }

    ManagedChannel channel(Peer peer) {
        return channel(peer.peerAddress());
    }

    ManagedChannel channel(String peerAddress) {
        ManagedChannel channel = channels.computeIfAbsent(peerAddress, this::open);
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            // The library would wait longer and longer, up to two minutes, for a broker that was away; we come only
            // while the broker is said to lead.
            channel.resetConnectBackoff();
        }
        return channel;
    }

    private ManagedChannel open(String address) {
        return NettyChannelBuilder.forTarget(address, credentials)
                .intercept(SiteHeader.naming(site.value()))
                .maxInboundMessageSize(PeerServer.MAX_MESSAGE_BYTES)
                // A retry is the router's business: it knows which commands may be repeated.
                .disableRetry()
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(3, TimeUnit.SECONDS)
                .build();
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
