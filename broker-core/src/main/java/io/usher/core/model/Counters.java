package io.usher.core.model;

import java.util.List;

/**
 * Which ratios the resource-based method adds up. At least one of sessions, memory and CPU is on.
 *
 * @param sessions seats taken over the most that the host may have
 * @param memory bytes used over bytes present
 * @param cpu share of processor time used
 * @param weights how much each of these counts; of no effect for one that is off
 * @param custom counters of the administrator's own, sorted by name, at most {@link CustomCounter#MAX_COUNTERS}
 */
public record Counters(
        boolean sessions, boolean memory, boolean cpu, CounterWeights weights, List<CustomCounter> custom) {

    /** Sessions, memory and CPU, the default. */
    public static final Counters ALL = new Counters(true, true, true, CounterWeights.EQUAL);

    public Counters {
        custom = List.copyOf(custom);
        CustomCounter.requireSorted(custom.stream().map(CustomCounter::name).toList(), CustomCounter.MAX_COUNTERS);
        if (!sessions && !memory && !cpu) {
            throw new IllegalArgumentException("at least one of sessions, memory and CPU must be on, found none");
        }
    }

    /** Without counters of the administrator's own. */
    public Counters(boolean sessions, boolean memory, boolean cpu, CounterWeights weights) {
        this(sessions, memory, cpu, weights, List.of());
    }
}
