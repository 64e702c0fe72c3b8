package io.usher.node.primary;

import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.Load;

/**
 * A sign of life of a host, with its load. Ranges as in {@link Load}.
 *
 * @param incarnation the life of the agent that speaks
 */
public record HostPing(
        HostId host, HostIncarnation incarnation, int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {

    public HostPing {
        Load.requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes);
    }
}
