package io.usher.core.model;

/**
 * Which ratios the resource-based method adds up. At least one is on.
 *
 * @param sessions seats taken over the most that the host may have
 * @param memory bytes used over bytes present
 * @param cpu share of processor time used
 * @param weights how much each counts; of no effect for one that is off
 */
public record Counters(boolean sessions, boolean memory, boolean cpu, CounterWeights weights) {

    /** All counters on, the default. */
    public static final Counters ALL = new Counters(true, true, true, CounterWeights.EQUAL);

    public Counters {
        if (!sessions && !memory && !cpu) {
            throw new IllegalArgumentException("at least one counter must be on, found none");
        }
    }
}
