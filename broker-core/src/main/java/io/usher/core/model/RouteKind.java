package io.usher.core.model;

/** How a client comes to a host. */
public enum RouteKind {
    /** Straight to it. */
    DIRECT,
    /** Through a gateway. */
    GATEWAY
}
