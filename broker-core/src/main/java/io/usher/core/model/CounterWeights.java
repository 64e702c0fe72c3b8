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
        require("weight of sessions", sessionsWeight);
        require("weight of memory", memoryWeight);
        require("weight of CPU", cpuWeight);
    }

    static void require(String what, int weight) {
        Range.require(what, weight, 1, MAX_WEIGHT);
    }
}
