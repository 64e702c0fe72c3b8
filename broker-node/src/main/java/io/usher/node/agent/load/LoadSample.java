package io.usher.node.agent.load;

import io.usher.core.model.CounterReading;
import java.util.List;

/**
 * How busy a host is.
 *
 * @param cpuPermille share of all processors in use since the sample before, 0 to 1000
 * @param memoryUsedBytes memory not available to new programs, at most the total
 * @param memoryTotalBytes memory of the host
 * @param custom counters of the administrator's own
 */
public record LoadSample(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes, List<CounterReading> custom) {
    public LoadSample {
        custom = List.copyOf(custom);
        if (cpuPermille < 0 || cpuPermille > 1000) {
            throw new IllegalArgumentException("expected 0 to 1000 permille of processor time, found " + cpuPermille);
        }
        if (memoryUsedBytes < 0 || memoryUsedBytes > memoryTotalBytes) {
            throw new IllegalArgumentException(
                    "expected used memory of 0 to " + memoryTotalBytes + " bytes, found " + memoryUsedBytes);
        }
    }

    /** Without counters of the administrator's own. */
    public LoadSample(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {
        this(cpuPermille, memoryUsedBytes, memoryTotalBytes, List.of());
    }

    LoadSample with(List<CounterReading> readings) {
        return new LoadSample(cpuPermille, memoryUsedBytes, memoryTotalBytes, readings);
    }
}
