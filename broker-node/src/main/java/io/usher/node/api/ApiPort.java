package io.usher.node.api;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.usher.core.model.SiteId;
import io.usher.node.tls.ReloadedTls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address on which this process serves clients and agents, of one site or of several. It is listened on while any
 * of them is there. Thread-safe.
 */
public final class ApiPort {

    private static final Logger LOG = LoggerFactory.getLogger(ApiPort.class);

    private final ApiServerSettings settings;
    private final SortedSet<String> sites = new TreeSet<>();
    /** Guarded by this. */
    private Optional<Listening> listening = Optional.empty();

    /**
     * A server as long as it listens.
     *
     * @param joint health of all sites together
     */
    record Listening(Server server, SiteRoutes routes, JointHealth joint) {

        /** No new connection is taken, while calls under way go on. */
        void beginStop() {
            joint.whole().stopping();
            server.shutdown();
        }

        /** Lets calls under way finish, for a time. */
        void awaitEnd() throws InterruptedException {
            if (!server.awaitTermination(ServerLimits.DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("calls did not finish within {}; ending them", ServerLimits.DRAIN);
                server.shutdownNow();
                server.awaitTermination(1, TimeUnit.SECONDS);
            }
        }
    }

    /**
     * An address that is not listened on yet.
     *
     * @param sites those that this process serves there; calls that mean one of them are turned away politely while it
     *     is not there
     */
    public ApiPort(ApiServerSettings settings, Collection<SiteId> sites) {
        this.settings = settings;
        sites.forEach(site -> this.sites.add(site.value()));
        if (this.sites.isEmpty()) {
            throw new IllegalArgumentException("expected a site to serve, found none");
        }
    }

    /**
     * Serves a site from now on.
     *
     * @throws IOException when the address cannot be used, a certificate cannot be read, or the address lies beyond
     *     loopback and there is no certificate; says what to do
     */
    public synchronized ApiServer serve(SiteServices services) throws IOException {
        if (!sites.contains(services.site().value())) {
            throw new IllegalArgumentException("expected one of the sites " + sites + ", found " + services.site());
        }
        Optional<Listening> open = open();
        Listening present = open.isPresent() ? open.get() : build();
        SiteHandlers handlers = new SiteHandlers(
                services, ServerLimits.CALLS / sites.size(), present.joint().whole());
        present.routes().add(handlers);
        present.joint().join(handlers.health());
        if (open.isEmpty()) {
            listen(present.server());
            listening = Optional.of(present);
        }
        LOG.info(
                "serving clients and agents of site {} on {}",
                services.site(),
                present.server().getListenSockets());
        return new ApiServer(present, handlers);
    }

    /** What listens; waits for the end of what is about to, since it has the address. */
    private Optional<Listening> open() throws IOException {
        if (listening.isPresent() && listening.get().server().isShutdown()) {
            try {
                listening.get().awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the API of the sites before was ending");
            }
            listening = Optional.empty();
        }
        return listening;
    }

    /** Takes no new connection, for any site, and tells health checks. */
    public synchronized void beginStop() {
        listening.ifPresent(present -> {
            present.routes().present().forEach(site -> {
                site.leave();
                site.health().stopping();
            });
            present.beginStop();
        });
    }

    private Listening build() throws IOException {
        SiteRoutes routes = new SiteRoutes(sites);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(requireSafe(settings), credentials(settings));
        limit(builder, settings);
        Server server = builder
                // Nothing behind a call ever blocks, so a hand-over to another thread would only cost.
                .directExecutor()
                .fallbackHandlerRegistry(routes)
                .build();
        return new Listening(server, routes, new JointHealth(sites.size()));
    }

    private void listen(Server server) throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + settings.listen() + " for clients: " + e.getMessage()
                            + "; free the port or set another api.listen",
                    e);
        }
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
