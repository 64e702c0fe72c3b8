package io.usher.node.replication.gate;

import io.usher.core.command.ReportInventory;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import java.util.Optional;
import java.util.stream.IntStream;

/** The largest command that the core takes: about 4 MB. */
final class LargeCommand {

    private LargeCommand() {}

    static ReportInventory create() {
        UserName user = new UserName("界".repeat(UserName.MAX_LENGTH));
        return new ReportInventory(
                new HostId("h1"),
                new HostIncarnation(LogPosition.NONE),
                1,
                LogPosition.NONE,
                IntStream.range(0, ReportInventory.MAX_ENTRIES)
                        .mapToObj(i ->
                                new InventoryEntry(i + "界".repeat(100), Optional.empty(), user, ObservedState.ACTIVE))
                        .toList());
    }
}
