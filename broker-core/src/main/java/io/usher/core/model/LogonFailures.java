package io.usher.core.model;

import java.time.Duration;

/**
 * How often nobody arrived of those whom a host was to let in, since the last one who did.
 *
 * @param failedLogons leases of pending sessions that ended with nobody arrived, one after the other
 * @param latestFailure when the latest one ended; 0 without any
 */
public record LogonFailures(int failedLogons, LogTime latestFailure) {

    /** From how many on a host comes after all others. One may be a user who went away; three are a host. */
    public static final int DEMOTING = 3;
    /** How long failures are held against a host after the latest one. */
    public static final Duration MEMORY = Duration.ofMinutes(5);
    /** Nothing has failed. */
    public static final LogonFailures NONE = new LogonFailures(0, LogTime.ZERO);

    private static final int MAX_COUNT = 1_000_000;

    public LogonFailures {
        Range.require("number of failed logons", failedLogons, 0, MAX_COUNT);
    }

    /** After some more. */
    public LogonFailures plus(int failures, LogTime now) {
        return new LogonFailures(Math.min(failedLogons + failures, MAX_COUNT), now);
    }

    /** Whether the host comes after all others. */
    public boolean areDemoting() {
        return failedLogons >= DEMOTING;
    }

    /** When they are forgotten if no other follows. */
    public LogTime forgotten() {
        return latestFailure.plus(MEMORY);
    }
}
