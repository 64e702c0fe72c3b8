package io.usher.node.agent;

import java.time.Duration;
import java.util.Random;

/** Waits between attempts that grow with every failure, with chance in them, so that agents do not come all at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LAST_MILLIS = 2000;
    private static final int MAXIMUM_DOUBLINGS = 6;

    private final Random chance;
    private int failures;

    Backoff(Random chance) {
        this.chance = chance;
    }

    /** Returns how long to wait after one more failure: half to all of 50 ms, 100 ms, and so on to 2 s. */
    Duration afterFailure() {
        long full = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(failures, MAXIMUM_DOUBLINGS));
        failures++;
        return Duration.ofMillis(full / 2 + chance.nextLong(full / 2 + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
