package io.usher.core.model;

import java.time.Duration;

/**
 * The policy of a pool.
 *
 * @param method how a host is chosen
 * @param counters what the resource-based method adds up
 * @param oneSessionPerUser whether a user's live session in the pool is always returned rather than a second one made
 * @param maxSessionsPerHost seats of a host that has no number of its own, 1 to 100000
 * @param pendingLogonLimit most PENDING sessions on one host at a time, 0 for no limit, at most 100000
 * @param ticketLifetime how long a ticket may be redeemed, 1 s to 60 s
 */
public record PoolSettings(
        BalancingMethod method,
        Counters counters,
        boolean oneSessionPerUser,
        int maxSessionsPerHost,
        int pendingLogonLimit,
        Duration ticketLifetime) {

    /** Most seats that a host may have. */
    public static final int MAX_SEATS = 100_000;
    /** Longest life of a ticket: long enough for a slow client, short enough that a stolen one is worth little. */
    public static final Duration MAX_TICKET_LIFETIME = Duration.ofSeconds(60);

    private static final Duration MIN_TICKET_LIFETIME = Duration.ofSeconds(1);

    /** What a pool has that was created without settings; 250 seats is the model product's default. */
    public static final PoolSettings DEFAULTS =
            new PoolSettings(BalancingMethod.RESOURCE_BASED, Counters.ALL, true, 250, 0, Duration.ofSeconds(30));

    public PoolSettings {
        Range.require("max sessions per host", maxSessionsPerHost, 1, MAX_SEATS);
        Range.require("pending logon limit", pendingLogonLimit, 0, MAX_SEATS);
        Range.require("ticket lifetime", ticketLifetime, MIN_TICKET_LIFETIME, MAX_TICKET_LIFETIME);
    }
}
