package io.usher.core.model;

import java.util.List;

/**
 * Counters of a host as its agent measured them.
 *
 * @param cpuPermille share of processor time used, 0 to 1000
 * @param memoryUsedBytes memory not available to new processes, at most the total
 * @param memoryTotalBytes memory present; 0 when unknown
 * @param reported position up to which the counters show what happened; sessions confirmed by then are covered by it
 * @param custom counters of the administrator's own, sorted by name, at most {@link CounterReading#MAX_READINGS}
 */
public record Load(
        int cpuPermille,
        long memoryUsedBytes,
        long memoryTotalBytes,
        LogPosition reported,
        List<CounterReading> custom) {

    /** Most memory that a host may report: 1 PiB. */
    public static final long MAX_MEMORY_BYTES = 1L << 50;

    /** Before the first report. */
    public static final Load NONE = new Load(0, 0, 0, LogPosition.NONE);

    public Load {
        custom = List.copyOf(custom);
        requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes, custom);
    }

    /** Without counters of the administrator's own. */
    public Load(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes, LogPosition reported) {
        this(cpuPermille, memoryUsedBytes, memoryTotalBytes, reported, List.of());
    }

    /** What the host reported of that counter, {@link CounterReading#FULL} where it does not tell. */
    public int custom(String counter) {
        for (CounterReading reading : custom) {
            if (reading.counter().equals(counter)) {
                return reading.permille();
            }
        }
        return CounterReading.FULL;
    }

    /** Throws {@link IllegalArgumentException} when a counter is outside its range, or custom ones are not in order. */
    public static void requireRanges(
            int cpuPermille, long memoryUsedBytes, long memoryTotalBytes, List<CounterReading> custom) {
        CounterReading.requireSorted(custom);
        Range.require("CPU share in permille", cpuPermille, 0, 1000);
        Range.require("memory in bytes", memoryTotalBytes, 0, MAX_MEMORY_BYTES);
        Range.require("memory used in bytes", memoryUsedBytes, 0, memoryTotalBytes);
    }
}
