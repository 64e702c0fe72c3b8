package io.usher.node.primary;

import java.time.Duration;

/**
 * How often agents ping.
 *
 * @param longest time from one ping of an agent to the next, 100 ms to 1 min
 */
public record PingSchedule(Duration longest) {

    /** Pings within one lease: two may get lost and a third may come late. */
    private static final int PINGS_PER_LEASE = 4;

    public PingSchedule {
        if (longest.compareTo(Duration.ofMillis(100)) < 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("longest ping interval must be 100 ms to 1 min, found " + longest);
        }
    }

    /** Time from one ping of an agent to the next under a lease. */
    public Duration interval(Duration hostLease) {
        Duration share = hostLease.dividedBy(PINGS_PER_LEASE);
        return share.compareTo(longest) < 0 ? share : longest;
    }
}
