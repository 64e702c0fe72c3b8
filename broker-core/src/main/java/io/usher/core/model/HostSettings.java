package io.usher.core.model;

import java.util.List;

/**
 * What administrators set on a host.
 *
 * @param policy what it does not inherit from its pool
 * @param logonControl who may log on
 * @param description free text for people, at most 512 characters
 * @param routes public ways to it, in order of preference; empty for those of its pool
 */
public record HostSettings(HostPolicy policy, LogonControl logonControl, String description, List<Route> routes) {

    /** What a host has that registered without settings. */
    public static final HostSettings DEFAULTS = new HostSettings(HostPolicy.INHERITED, LogonControl.ENABLED, "");

    public HostSettings {
        Identifier.requireText("description", description, Pool.MAX_DESCRIPTION);
        routes = Route.requireRoutes(routes);
    }

    /** A host that is reached as its pool says. */
    public HostSettings(HostPolicy policy, LogonControl logonControl, String description) {
        this(policy, logonControl, description, List.of());
    }

    public HostSettings withLogonControl(LogonControl control) {
        return new HostSettings(policy, control, description, routes);
    }
}
