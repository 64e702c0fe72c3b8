package io.usher.node.replication.codec;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.core.model.Role;
import java.util.List;
import java.util.Optional;

/** Entries of the audit with every component set, and with none. */
final class AuditSamples {

    static final Origin ORIGIN =
            new Origin("cn:alice", List.of(Role.ADMIN, Role.AUDITOR), "10.1.2.3", new BrokerId("b2"));

    static final List<AuditEntry> ENTRIES = List.of(
            new AuditEntry(
                    new LogPosition(934, 1),
                    new LogTime(1_700_000_090_000L),
                    Optional.of(ORIGIN),
                    "UpdatePool",
                    List.of(new AuditChange("pools/office", "description", "first", "second")),
                    true,
                    "0f"),
            new AuditEntry(
                    new LogPosition(935, 0),
                    new LogTime(1_700_000_091_000L),
                    Optional.empty(),
                    "RecordLead",
                    List.of(),
                    false,
                    "1f"));

    private AuditSamples() {}
}
