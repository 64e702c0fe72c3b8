package io.usher.core.model;

/**
 * How much each ratio counts for the resource-based method, relative to the others.
 *
 * @param sessionsWeight of seats taken, 1 to 1000; 100 is usual
 * @param memoryWeight of memory used, 1 to 1000; 100 is usual
 * @param cpuWeight of processor time used, 1 to 1000; 100 is usual
 */
public record CounterWeights(int sessionsWeight, int memoryWeight, int cpuWeight) {

    /** Weight of a counter for which none was set. */
    public static final int DEFAULT_WEIGHT = 100;
    /** All counters count the same, the default. */
    public static final CounterWeights EQUAL = new CounterWeights(DEFAULT_WEIGHT, DEFAULT_WEIGHT, DEFAULT_WEIGHT);

    private static final int MAX_WEIGHT = 1_000;

    public CounterWeights {
        Range.require("weight of sessions", sessionsWeight, 1, MAX_WEIGHT);
        Range.require("weight of memory", memoryWeight, 1, MAX_WEIGHT);
        Range.require("weight of CPU", cpuWeight, 1, MAX_WEIGHT);
    }
}
