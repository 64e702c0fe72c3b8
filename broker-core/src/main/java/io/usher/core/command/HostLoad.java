package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.Load;
import io.usher.core.model.LogPosition;

/**
 * One host's counters in a folded report. Ranges as in {@link Load}, checked here so that a report that made it into
 * the log can be carried out.
 *
 * @param covers the last position that the primary had applied before the agent began to measure; what was confirmed
 *     after it does not show in the counters
 */
public record HostLoad(
        HostId host,
        HostIncarnation incarnation,
        int cpuPermille,
        long memoryUsedBytes,
        long memoryTotalBytes,
        LogPosition covers) {

    public HostLoad {
        Load.requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes);
    }
}
