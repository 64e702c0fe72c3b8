package io.usher.node.replication.codec;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerId;
import io.usher.core.model.Former;
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
            entry(930, Optional.of(ORIGIN), Optional.empty()),
            entry(931, Optional.of(ORIGIN.reverting(new LogPosition(930, 2))), Optional.of(ModelSamples.SITE)),
            entry(932, Optional.empty(), Optional.of(ModelSamples.POOL)),
            entry(933, Optional.empty(), Optional.of(ModelSamples.RESOURCE)),
            entry(934, Optional.empty(), Optional.of(ModelSamples.FOLDER)),
            entry(935, Optional.empty(), Optional.of(ModelSamples.SCHEDULE)),
            entry(936, Optional.empty(), Optional.of(ModelSamples.HOST.settings())),
            entry(937, Optional.empty(), Optional.of(ModelSamples.BINDING)));

    private AuditSamples() {}

    private static AuditEntry entry(long index, Optional<Origin> origin, Optional<Former> former) {
        return new AuditEntry(
                new LogPosition(index, 1),
                new LogTime(1_700_000_090_000L + index),
                origin,
                "UpdatePool",
                List.of(new AuditChange("pools/office", "description", "first", "second")),
                index == 930,
                former,
                "0f");
    }
}
