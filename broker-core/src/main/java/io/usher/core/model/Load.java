package io.usher.core.model;

/**
 * Counters of a host as its agent measured them.
 *
 * @param cpuPermille share of processor time used, 0 to 1000
 * @param memoryUsedBytes memory not available to new processes, at most the total
 * @param memoryTotalBytes memory present; 0 when unknown
 * @param reported position at which the report was committed; sessions confirmed before it are covered by it
 */
public record Load(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes, LogPosition reported) {

    /** Before the first report. */
    public static final Load NONE = new Load(0, 0, 0, LogPosition.NONE);

    public Load {
        Range.require("CPU share in permille", cpuPermille, 0, 1000);
        Range.require("memory in bytes", memoryTotalBytes, 0, 1L << 50);
        Range.require("memory used in bytes", memoryUsedBytes, 0, memoryTotalBytes);
    }

    /** The same counters, reported at the given position. */
    public Load reportedAt(LogPosition position) {
        return new Load(cpuPermille, memoryUsedBytes, memoryTotalBytes, position);
    }
}
