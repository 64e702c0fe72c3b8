package io.usher.core.model;

/**
 * Counters of a host as its agent measured them.
 *
 * @param cpuPermille share of processor time used, 0 to 1000
 * @param memoryUsedBytes memory not available to new processes, at most the total
 * @param memoryTotalBytes memory present; 0 when unknown
 * @param reported position up to which the counters show what happened; sessions confirmed by then are covered by it
 */
public record Load(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes, LogPosition reported) {

    /** Most memory that a host may report: 1 PiB. */
    public static final long MAX_MEMORY_BYTES = 1L << 50;

    /** Before the first report. */
    public static final Load NONE = new Load(0, 0, 0, LogPosition.NONE);

    public Load {
        requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes);
    }

    /** Throws {@link IllegalArgumentException} when a counter is outside its range. */
    public static void requireRanges(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {
        Range.require("CPU share in permille", cpuPermille, 0, 1000);
        Range.require("memory in bytes", memoryTotalBytes, 0, MAX_MEMORY_BYTES);
        Range.require("memory used in bytes", memoryUsedBytes, 0, memoryTotalBytes);
    }
}
