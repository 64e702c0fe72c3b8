package io.usher.core.model;

import java.util.List;
import java.util.Optional;

/**
 * What administrators set on a resource.
 *
 * @param displayName what users see, at most 512 characters
 * @param state whether it can be used
 * @param maintenanceMessage shown while in maintenance, at most 512 characters
 * @param pools where it is served from, in order of preference, 1 to 16 different ones
 * @param commandLine what an application starts, at most 512 characters; empty for a desktop
 * @param limit how many users may use it at a time
 * @param folder that it is in; empty at the top
 * @param filter who may use it
 * @param routes public ways to its hosts, in order of preference; empty for those of the host or its pool
 * @param labels which hosts may serve it, and which should
 */
public record ResourceSettings(
        String displayName,
        ResourceState state,
        String maintenanceMessage,
        List<PoolId> pools,
        String commandLine,
        ResourceLimit limit,
        Optional<FolderId> folder,
        Filter filter,
        List<Route> routes,
        LabelPolicy labels) {

    /** Most pools that one resource may be served from. */
    public static final int MAX_POOLS = 16;

    public ResourceSettings {
        Identifier.requireText("display name", displayName, Pool.MAX_DESCRIPTION);
        Identifier.requireText("maintenance message", maintenanceMessage, Pool.MAX_DESCRIPTION);
        Identifier.requireText("command line", commandLine, Pool.MAX_DESCRIPTION);
        pools = List.copyOf(pools);
        routes = Route.requireRoutes(routes);
        Range.require("number of pools", pools.size(), 1, MAX_POOLS);
        if (pools.stream().distinct().count() != pools.size()) {
            throw new IllegalArgumentException("pools must be different, found " + pools);
        }
    }

    /** Settings of a resource that any host of its pools may serve. */
    public ResourceSettings(
            String displayName,
            ResourceState state,
            String maintenanceMessage,
            List<PoolId> pools,
            String commandLine,
            ResourceLimit limit,
            Optional<FolderId> folder,
            Filter filter,
            List<Route> routes) {
        this(
                displayName,
                state,
                maintenanceMessage,
                pools,
                commandLine,
                limit,
                folder,
                filter,
                routes,
                LabelPolicy.NONE);
    }

    /** Settings of a resource without a limit, at the top and for everybody. */
    public ResourceSettings(
            String displayName,
            ResourceState state,
            String maintenanceMessage,
            List<PoolId> pools,
            String commandLine) {
        this(
                displayName,
                state,
                maintenanceMessage,
                pools,
                commandLine,
                ResourceLimit.NONE,
                Optional.empty(),
                Filter.NONE,
                List.of());
    }
}
