package io.usher.core.model;

import java.util.List;

/**
 * A counter of the administrator's own that the resource-based method adds up, too.
 *
 * @param name as agents report it, 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 * @param weight how much it counts relative to the others, 1 to 1000; 100 is usual
 */
public record CustomCounter(String name, int weight) {

    /** Most counters of its own that a pool adds up. */
    public static final int MAX_COUNTERS = CounterReading.MAX_READINGS;

    public CustomCounter {
        Identifier.require("name of a counter", name);
        CounterWeights.require("weight of " + name, weight);
    }

    /** Throws {@link IllegalArgumentException} unless there are at most so many names, sorted, each once. */
    static void requireSorted(List<String> names, int most) {
        Range.require("number of custom counters", names.size(), 0, most);
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
                throw new IllegalArgumentException("custom counters must be sorted by name, each once, found "
                        + names.get(i) + " after " + names.get(i - 1));
            }
        }
    }
}
