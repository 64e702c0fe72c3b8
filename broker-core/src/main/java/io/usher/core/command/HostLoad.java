package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;

/** One host's counters in a folded report. Ranges as in {@link io.usher.core.model.Load}. */
public record HostLoad(
        HostId host, HostIncarnation incarnation, int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {}
