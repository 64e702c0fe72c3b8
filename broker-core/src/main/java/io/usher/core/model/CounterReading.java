package io.usher.core.model;

import java.util.List;

/**
 * What a host's agent read from a counter of the administrator's own, such as licences in use or the depth of a queue.
 *
 * @param counter name of the counter, 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 * @param permille share in use, 0 to 1000
 */
public record CounterReading(String counter, int permille) {

    /** Most counters of its own that a host reports. */
    public static final int MAX_READINGS = 8;

    /** Everything in use: also what a counter counts as that a host does not report. */
    public static final int FULL = 1_000;

    public CounterReading {
        Identifier.require("name of a counter", counter);
        Range.require("counter " + counter + " in permille", permille, 0, FULL);
    }

    /** Throws {@link IllegalArgumentException} unless there are at most so many, sorted by name, each once. */
    static void requireSorted(List<CounterReading> readings) {
        CustomCounter.requireSorted(
                readings.stream().map(CounterReading::counter).toList(), MAX_READINGS);
    }
}
