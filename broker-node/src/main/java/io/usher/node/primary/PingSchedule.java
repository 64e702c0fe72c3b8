package io.usher.node.primary;

import java.time.Duration;

/** How often agents ping. */
public final class PingSchedule {

    /** Pings within one lease: two may get lost and a third may come late. */
    private static final int PINGS_PER_LEASE = 4;

    private PingSchedule() {}

    /** Time from one ping of an agent to the next. */
    public static Duration interval(Duration hostLease) {
        return hostLease.dividedBy(PINGS_PER_LEASE);
    }
}
