package io.usher.core.command;

import io.usher.core.model.AddedLater;
import io.usher.core.model.CounterReading;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.Load;
import io.usher.core.model.LogPosition;
import java.util.List;
import java.util.OptionalInt;

/**
 * One host's counters in a folded report. Ranges as in {@link Load}, checked here so that a report that made it into
 * the log can be carried out.
 *
 * @param covers the last position that the primary had applied before the agent began to measure; what was confirmed
 *     after it does not show in the counters
 * @param custom counters of the administrator's own, sorted by name
 * @param startingMilliseats as in {@link Load#startingMilliseats}
 */
public record HostLoad(
        HostId host,
        HostIncarnation incarnation,
        int cpuPermille,
        long memoryUsedBytes,
        long memoryTotalBytes,
        LogPosition covers,
        List<CounterReading> custom,
        @AddedLater(level = 2) OptionalInt startingMilliseats) {

    public HostLoad {
        custom = List.copyOf(custom);
        Load.requireRanges(cpuPermille, memoryUsedBytes, memoryTotalBytes, custom);
        startingMilliseats.ifPresent(Load::requireStarting);
    }

    /** Without counters of the administrator's own, and without what is starting. */
    public HostLoad(
            HostId host,
            HostIncarnation incarnation,
            int cpuPermille,
            long memoryUsedBytes,
            long memoryTotalBytes,
            LogPosition covers) {
        this(host, incarnation, cpuPermille, memoryUsedBytes, memoryTotalBytes, covers, List.of(), OptionalInt.empty());
    }
}
