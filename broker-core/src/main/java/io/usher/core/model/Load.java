package io.usher.core.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * Counters of a host as its agent measured them.
 *
 * @param cpuPermille share of processor time used, 0 to 1000
 * @param memoryUsedBytes memory not available to new processes, at most the total
 * @param memoryTotalBytes memory present; 0 when unknown
 * @param reported position up to which the counters show what happened; sessions confirmed by then are covered by it
 * @param custom counters of the administrator's own, sorted by name, at most {@link CounterReading#MAX_READINGS}
 * @param startingMilliseats thousandths of a seat by which sessions that are covered were still short of what they
 *     would take, because they had just begun; at most {@value #MAX_STARTING_MILLISEATS}
 */
public record Load(
        int cpuPermille,
        long memoryUsedBytes,
        long memoryTotalBytes,
        LogPosition reported,
        List<CounterReading> custom,
        @AddedLater(level = 2) OptionalInt startingMilliseats) {

    /** Most memory that a host may report: 1 PiB. */
    public static final long MAX_MEMORY_BYTES = 1L << 50;

    /** Most that sessions may be short of: a million of them that have just begun. */
    public static final int MAX_STARTING_MILLISEATS = 1_000_000_000;

    /** Before the first report. */
    public static final Load NONE = new Load(0, 0, 0, LogPosition.NONE);

    public Load {
        custom = List.copyOf(custom);
        requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes, custom);
        startingMilliseats.ifPresent(Load::requireStarting);
    }

    /** Without counters of the administrator's own, and without what is starting. */
    public Load(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes, LogPosition reported) {
        this(cpuPermille, memoryUsedBytes, memoryTotalBytes, reported, List.of(), OptionalInt.empty());
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

    /** Throws {@link IllegalArgumentException} when sessions cannot be short of that much. */
    public static void requireStarting(int milliseats) {
        Range.require("thousandths of a seat", milliseats, 0, MAX_STARTING_MILLISEATS);
    }
}
