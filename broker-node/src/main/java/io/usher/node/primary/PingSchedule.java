package io.usher.node.primary;

import java.time.Duration;

/** How often agents ping. */
public final class PingSchedule {

    /** Pings within one lease: two may get lost and a third may come late. */
    private static final int PINGS_PER_LEASE = 4;

    /** Agents take a broker for dead that is silent for 3 s, and an answer may wait out an election. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private PingSchedule() {}

    /** Time from one ping of an agent to the next. */
    public static Duration interval(Duration hostLease) {
        Duration share = hostLease.dividedBy(PINGS_PER_LEASE);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }
}
