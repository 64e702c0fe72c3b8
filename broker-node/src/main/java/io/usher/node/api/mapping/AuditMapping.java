package io.usher.node.api.mapping;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.state.Reversal;

/** Who changed what. */
public final class AuditMapping {

    private AuditMapping() {}

    public static io.usher.proto.v1.AuditEntry toProto(AuditEntry entry) {
        io.usher.proto.v1.AuditEntry.Builder builder = io.usher.proto.v1.AuditEntry.newBuilder()
                .setPosition(entry.position().toString())
                .setAuditTime(Times.of(entry.time()))
                .setCommand(entry.command())
                .setHasMore(entry.hasMore())
                .setRevertible(Reversal.of(entry).isPresent())
                .setHash(entry.hash());
        entry.origin().ifPresent(origin -> {
            builder.setIdentity(origin.identity())
                    .setAddress(origin.address())
                    .setBroker(origin.broker().value());
            origin.reverts().map(LogPosition::toString).ifPresent(builder::setReverts);
            origin.roles().forEach(role -> builder.addRoles(RoleMapping.toProto(role)));
        });
        entry.changes().forEach(change -> builder.addChanges(toProto(change)));
        return builder.build();
    }

    private static io.usher.proto.v1.AuditEntry.Change toProto(AuditChange change) {
        return io.usher.proto.v1.AuditEntry.Change.newBuilder()
                .setObject(change.object())
                .setField(change.field())
                .setBefore(change.before())
                .setAfter(change.after())
                .build();
    }
}
