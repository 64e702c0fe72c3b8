package io.usher.node.primary;

import io.usher.core.model.CounterReading;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.Load;
import java.util.List;

/**
 * A sign of life of a host, with its load. Ranges as in {@link Load}.
 *
 * @param incarnation the life of the agent that speaks
 * @param custom counters of the administrator's own, sorted by name
 */
public record HostPing(
        HostId host,
        HostIncarnation incarnation,
        int cpuPermille,
        long memoryUsedBytes,
        long memoryTotalBytes,
        List<CounterReading> custom) {

    public HostPing {
        custom = List.copyOf(custom);
        Load.requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes, custom);
    }

    /** Without counters of the administrator's own. */
    public HostPing(
            HostId host, HostIncarnation incarnation, int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {
        this(host, incarnation, cpuPermille, memoryUsedBytes, memoryTotalBytes, List.of());
    }
}
