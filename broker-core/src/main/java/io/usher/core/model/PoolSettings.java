package io.usher.core.model;

import java.time.Duration;
import java.util.List;

/**
 * The policy of a pool.
 *
 * @param method how a host is chosen
 * @param counters what the resource-based method adds up
 * @param sessions what its users may have
 * @param hosts what its hosts do not inherit from the site
 * @param ticketLifetime how long a ticket may be redeemed, 1 s to 60 s
 * @param minOpenHosts hosts that administrators must leave open unless they insist, 0 to 20000. Open is a host that is
 *     up and lets new sessions in
 * @param autoscale when a provisioner is advised to add hosts or take some away
 * @param dedication whether each user or device has a host of its own
 * @param routes public ways to its hosts, in order of preference; empty for the hosts' own endpoints
 */
public record PoolSettings(
        BalancingMethod method,
        Counters counters,
        SessionPolicy sessions,
        HostPolicy hosts,
        Duration ticketLifetime,
        int minOpenHosts,
        AutoscalePolicy autoscale,
        DedicationPolicy dedication,
        List<Route> routes) {

    /** Longest life of a ticket: long enough for a slow client, short enough that a stolen one is worth little. */
    public static final Duration MAX_TICKET_LIFETIME = Duration.ofSeconds(60);

    private static final int MAX_OPEN_HOSTS = 20_000;
    private static final Duration MIN_TICKET_LIFETIME = Duration.ofSeconds(1);

    /** What a pool has that was created without settings. */
    public static final PoolSettings DEFAULTS = new PoolSettings(
            BalancingMethod.RESOURCE_BASED,
            Counters.ALL,
            SessionPolicy.ONE_PER_USER,
            HostPolicy.INHERITED,
            Duration.ofSeconds(30));

    public PoolSettings {
        Range.require("ticket lifetime", ticketLifetime, MIN_TICKET_LIFETIME, MAX_TICKET_LIFETIME);
        Range.require("least number of open hosts", minOpenHosts, 0, MAX_OPEN_HOSTS);
        routes = Route.requireRoutes(routes);
    }

    /** The policy of a pool whose hosts may all be closed, and are reached at their own endpoints. */
    public PoolSettings(
            BalancingMethod method,
            Counters counters,
            SessionPolicy sessions,
            HostPolicy hosts,
            Duration ticketLifetime) {
        this(method, counters, sessions, hosts, ticketLifetime, 0, List.of());
    }

    /** The policy of a pool for which no advice is given. */
    public PoolSettings(
            BalancingMethod method,
            Counters counters,
            SessionPolicy sessions,
            HostPolicy hosts,
            Duration ticketLifetime,
            int minOpenHosts,
            List<Route> routes) {
        this(
                method,
                counters,
                sessions,
                hosts,
                ticketLifetime,
                minOpenHosts,
                AutoscalePolicy.NONE,
                DedicationPolicy.NONE,
                routes);
    }

    public PoolSettings withMethod(BalancingMethod other) {
        return new PoolSettings(
                other, counters, sessions, hosts, ticketLifetime, minOpenHosts, autoscale, dedication, routes);
    }
}
