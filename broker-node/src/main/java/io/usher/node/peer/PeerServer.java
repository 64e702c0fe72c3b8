package io.usher.node.peer;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.usher.node.api.OwnSite;
import io.usher.node.primary.HostPings;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.PrimaryEndpoint;
import io.usher.proto.internal.v1.MembershipServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Serves the other brokers of the site on the peer address. */
public final class PeerServer implements AutoCloseable {

    /** A batch of commands, or one that is as large as a log entry may be, and some air. */
    static final int MAX_MESSAGE_BYTES = 8 << 20;

    private static final long CLOSE_SECONDS = 2;

    private final Server server;

    private PeerServer(Server server) {
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param pings of this broker as primary; never one that passes on to another broker
     * @throws IOException when the address cannot be used, or lies beyond loopback and there is no TLS
     */
    public static PeerServer start(PeerGroup group, PrimaryEndpoint endpoint, HostPings pings) throws IOException {
        return start(group, endpoint, pings, List.of());
    }

    /**
     * Begins to listen, and serves more than what replication needs.
     *
     * @param more what other brokers may ask beside
     * @throws IOException as {@link #start(PeerGroup, PrimaryEndpoint, HostPings)}
     */
    public static PeerServer start(
            PeerGroup group, PrimaryEndpoint endpoint, HostPings pings, List<? extends BindableService> more)
            throws IOException {
        Peer self = group.selfPeer();
        InetSocketAddress address = group.bindAddress(self.peerAddress());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address, PeerCredentials.server(group.tls()));
        more.forEach(builder::addService);
        Server server = builder.addService(new PeerService(endpoint, pings))
                .intercept(new OriginHeader())
                .intercept(new OwnSite(group.site(), MembershipServiceGrpc.SERVICE_NAME))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(8 << 10)
                .maxConcurrentCallsPerConnection(256)
                .handshakeTimeout(5, TimeUnit.SECONDS)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + self.peerAddress() + " for peers: " + e.getMessage()
                            + "; free the port or give this broker another peer address",
                    e);
        }
        return new PeerServer(server);
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
