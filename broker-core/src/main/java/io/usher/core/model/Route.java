package io.usher.core.model;

import java.util.List;

/**
 * A public way to a host.
 *
 * @param endpoint where the client connects, host:port; empty for the host's own, which only a direct route may be
 */
public record Route(RouteKind kind, String endpoint) {

    /** Most routes to choose from. */
    public static final int MAX_ROUTES = 8;

    public Route {
        if (!endpoint.isEmpty() || kind != RouteKind.DIRECT) {
            Registration.requireEndpoint(endpoint);
        }
    }

    /**
     * Checks routes as settings take them, and copies them.
     *
     * @throws IllegalArgumentException when there are too many or one stands twice
     */
    static List<Route> requireRoutes(List<Route> routes) {
        Range.require("number of routes", routes.size(), 0, MAX_ROUTES);
        if (routes.stream().distinct().count() != routes.size()) {
            throw new IllegalArgumentException("routes must be different, found " + routes);
        }
        return List.copyOf(routes);
    }

    /** The route to a host with this endpoint of its own. */
    public Route to(String own) {
        return endpoint.isEmpty() ? new Route(kind, own) : this;
    }
}
