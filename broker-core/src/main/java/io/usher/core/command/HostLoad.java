package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.Load;

/**
 * One host's counters in a folded report. Ranges as in {@link Load}, checked here so that a report that made it into
 * the log can be carried out.
 */
public record HostLoad(
        HostId host, HostIncarnation incarnation, int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {

    public HostLoad {
        Load.requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes);
    }
}
