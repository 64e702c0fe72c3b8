package io.usher.node.api;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.usher.node.tls.ReloadedTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gRPC server for clients and agents. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Server server;
    private final Health health;

    private ApiServer(Server server, Health health) {
        this.server = server;
        this.health = health;
    }

    /**
     * Begins to listen.
     *
     * @param authorization finds out who calls and what they may
     * @param services what is served beside health and reflection
     * @throws IOException when the address cannot be used, a certificate cannot be read, or the address lies beyond
     *     loopback and there is no certificate; says what to do
     */
    public static ApiServer start(
            ApiServerSettings settings,
            Health health,
            Authorization authorization,
            List<? extends BindableService> services)
            throws IOException {
        return start(settings, health, authorization, Optional.empty(), services);
    }

    /**
     * Begins to listen, and turns away callers that could come in otherwise.
     *
     * @param gate asked about callers who may make their call
     * @throws IOException as {@link #start(ApiServerSettings, Health, Authorization, List)}
     */
    public static ApiServer start(
            ApiServerSettings settings,
            Health health,
            Authorization authorization,
            Optional<ServerInterceptor> gate,
            List<? extends BindableService> services)
            throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(requireSafe(settings), credentials(settings));
        limit(builder, settings);
        services.forEach(builder::addService);
        gate.ifPresent(builder::intercept);
        Server server = builder
                // Nothing behind a call ever blocks, so a hand-over to another thread would only cost.
                .directExecutor()
                // The last one added comes first.
                .intercept(authorization)
                .intercept(new ClientAddress())
                .intercept(new RequestGuard())
                .intercept(new InFlightLimit(ServerLimits.CALLS))
                .addService(health.service())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + settings.listen() + " for clients: " + e.getMessage()
                            + "; free the port or set another api.listen",
                    e);
        }
        LOG.info("serving clients and agents on {}", server.getListenSockets());
        return new ApiServer(server, health);
    }

    /** The port that is listened on. */
    public int port() {
        return server.getPort();
    }

    /** Tells health checks, takes no new calls and lets those under way finish. Streams must have been ended before. */
    @Override
    public void close() {
        health.stopping();
        server.shutdown();
        try {
            if (!server.awaitTermination(ServerLimits.DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("calls did not finish within {}; ending them", ServerLimits.DRAIN);
                server.shutdownNow();
                server.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Health checks fail and no new connection is taken, while calls under way go on. */
    public void beginStop() {
        health.stopping();
        server.shutdown();
    }

    private static void limit(NettyServerBuilder builder, ApiServerSettings settings) {
        builder.maxInboundMessageSize(settings.agentMessageBytes())
                .maxInboundMetadataSize(ServerLimits.METADATA_BYTES)
                .maxConcurrentCallsPerConnection(ServerLimits.CALLS_PER_CONNECTION)
                .maxRstFramesPerWindow(ServerLimits.RESETS, ServerLimits.RESET_WINDOW_SECONDS)
                .flowControlWindow(ServerLimits.FLOW_CONTROL_WINDOW_BYTES)
                .handshakeTimeout(millis(ServerLimits.HANDSHAKE), TimeUnit.MILLISECONDS)
                .maxConnectionIdle(millis(ServerLimits.CONNECTION_IDLE), TimeUnit.MILLISECONDS)
                .maxConnectionAge(millis(ServerLimits.CONNECTION_AGE), TimeUnit.MILLISECONDS)
                .maxConnectionAgeGrace(millis(ServerLimits.CONNECTION_AGE_GRACE), TimeUnit.MILLISECONDS)
                .keepAliveTime(millis(ServerLimits.KEEPALIVE), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(millis(ServerLimits.KEEPALIVE_TIMEOUT), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(millis(ServerLimits.PERMITTED_KEEPALIVE), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(false);
    }

    private static InetSocketAddress requireSafe(ApiServerSettings settings) throws IOException {
        InetSocketAddress listen = settings.listen();
        if (listen.isUnresolved()) {
            throw new IOException("the host of " + listen + " has no network address; correct api.listen");
        }
        if (settings.tls().isEmpty() && !listen.getAddress().isLoopbackAddress()) {
            throw new IOException("without TLS a broker listens on loopback only, found " + listen
                    + "; set api-tls.certificate and api-tls.key, or listen on 127.0.0.1");
        }
        return listen;
    }

    private static ServerCredentials credentials(ApiServerSettings settings) throws IOException {
        if (settings.tls().isEmpty()) {
            return InsecureServerCredentials.create();
        }
        ApiServerSettings.Tls tls = settings.tls().get();
        TlsServerCredentials.Builder builder =
                TlsServerCredentials.newBuilder().keyManager(ReloadedTls.key(tls.certificate(), tls.key()));
        if (tls.clientAuthorities().isPresent()) {
            builder.trustManager(ReloadedTls.trust(tls.clientAuthorities().get()))
                    .clientAuth(
                            tls.isCertificateNeeded()
                                    ? TlsServerCredentials.ClientAuth.REQUIRE
                                    : TlsServerCredentials.ClientAuth.OPTIONAL);
        }
        return builder.build();
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
