package io.usher.node.api;

import io.grpc.BindableService;
import io.usher.core.model.SiteId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What serves the clients and agents of one site: a part of an {@link ApiPort}. Thread-safe. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final ApiPort.Listening port;
    private final SiteHandlers handlers;

    ApiServer(ApiPort.Listening port, SiteHandlers handlers) {
        this.port = port;
        this.handlers = handlers;
    }

    /**
     * Begins to listen, for a site that is alone on its address.
     *
     * @param authorization finds out who calls and what they may
     * @param services what is served beside health and reflection
     * @throws IOException as {@link ApiPort#serve}
     */
    public static ApiServer start(
            ApiServerSettings settings,
            Health health,
            Authorization authorization,
            List<? extends BindableService> services)
            throws IOException {
        SiteId alone = new SiteId("usher");
        return new ApiPort(settings, List.of(alone))
                .serve(new SiteServices(alone, health, authorization, Optional.empty(), services));
    }

    /** The port that is listened on. */
    public int port() {
        return port.server().getPort();
    }

    /** Tells health checks, takes no new calls and lets those under way finish. Streams must have been ended before. */
    @Override
    public void close() {
        beginStop();
        try {
            if (port.server().isShutdown()) {
                port.awaitEnd();
            } else if (!handlers.calls().awaitNone(ServerLimits.DRAIN)) {
                LOG.warn(
                        "{} calls of site {} did not finish within {}; giving them up",
                        handlers.calls().underWay(),
                        handlers.site(),
                        ServerLimits.DRAIN);
            }
        } catch (InterruptedException e) {
            port.server().shutdownNow();
            Thread.currentThread().interrupt();
        }
        port.routes().remove(handlers);
        port.joint().leave(handlers.health());
    }

    /**
     * Health checks fail and no new calls of the site are taken, while those under way go on. Where no other site is
     * served any more no new connection is taken either.
     */
    public void beginStop() {
        handlers.leave();
        handlers.health().stopping();
        if (port.routes().areAllLeaving()) {
            port.beginStop();
        }
    }
}
