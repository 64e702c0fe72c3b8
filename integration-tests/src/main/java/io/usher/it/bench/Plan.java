package io.usher.it.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds of everything in turn
 * @param inFlight how many calls are under way at a time, one measurement for each
 * @param warmUp before each measurement
 * @param measured length of each measurement
 * @param kills of the primary
 */
record Plan(int rounds, List<Integer> inFlight, Duration warmUp, Duration measured, int kills) {

    /** What figures are published from. */
    static final Plan FULL = new Plan(5, List.of(1, 64, 256, 1024), Duration.ofSeconds(1), Duration.ofSeconds(4), 20);
    /** Whether anything is broken; a few minutes. */
    static final Plan QUICK = new Plan(2, List.of(1, 256), Duration.ofMillis(500), Duration.ofSeconds(2), 3);

    /** In flight for reads, and for finding the peak. */
    static final int USUAL_IN_FLIGHT = 256;

    Plan withRounds(int other) {
        return new Plan(other, inFlight, warmUp, measured, kills);
    }

    Plan withKills(int other) {
        return new Plan(rounds, inFlight, warmUp, measured, other);
    }

    /** How long the first warm-up of all may take, in which a fresh JVM compiles its code. */
    Duration longestWarmUp() {
        return warmUp.multipliedBy(300);
    }

    Meter meter() {
        return new Meter(warmUp, measured);
    }
}
