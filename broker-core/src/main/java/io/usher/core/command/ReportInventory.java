package io.usher.core.command;

import io.usher.core.model.ActionReport;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import java.util.List;

/**
 * The full list of a host's sessions: ghosts end, strangers are adopted.
 *
 * @param epoch the agent's count of its messages; an older one is refused
 * @param ordersDone position up to which the agent has carried out the orders it was given
 * @param entries every session on the host, at most {@value #MAX_ENTRIES}, each key once
 * @param reports what came of actions that the agent tried, at most {@value #MAX_ENTRIES}, each action once
 */
public record ReportInventory(
        HostId host,
        HostIncarnation incarnation,
        long epoch,
        LogPosition ordersDone,
        List<InventoryEntry> entries,
        List<ActionReport> reports)
        implements Command {

    /** Most sessions that one host may report. */
    public static final int MAX_ENTRIES = 4096;

    public ReportInventory {
        entries = List.copyOf(entries);
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "an inventory must have at most " + MAX_ENTRIES + " entries, found " + entries.size());
        }
        if (entries.stream().map(InventoryEntry::key).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("each key of an inventory must stand once, found one twice");
        }
        reports = List.copyOf(reports);
        if (reports.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "an inventory must tell of at most " + MAX_ENTRIES + " actions, found " + reports.size());
        }
        if (reports.stream().map(ActionReport::action).distinct().count() != reports.size()) {
            throw new IllegalArgumentException("each action of an inventory must stand once, found one twice");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch must be at least 1, found " + epoch);
        }
    }

    /** An inventory that tells of no actions. */
    public ReportInventory(
            HostId host,
            HostIncarnation incarnation,
            long epoch,
            LogPosition ordersDone,
            List<InventoryEntry> entries) {
        this(host, incarnation, epoch, ordersDone, entries, List.of());
    }

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
