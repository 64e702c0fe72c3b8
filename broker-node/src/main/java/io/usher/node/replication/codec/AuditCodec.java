package io.usher.node.replication.codec;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.proto.internal.v1.AuditChangeRecord;
import io.usher.proto.internal.v1.AuditEntryRecord;
import io.usher.proto.internal.v1.OriginRecord;
import java.util.Optional;

/** Who did what. */
public final class AuditCodec {

    private AuditCodec() {}

    /** Encodes who asked for a command. */
    public static OriginRecord encode(Origin origin) {
        OriginRecord.Builder builder = OriginRecord.newBuilder()
                .setIdentity(origin.identity())
                .setAddress(origin.address())
                .setBroker(origin.broker().value());
        origin.roles().forEach(role -> builder.addRoles(Codes.ROLE.encode(role)));
        return builder.build();
    }

    /**
     * Reads who asked for a command.
     *
     * @throws IllegalArgumentException when a value is out of range
     */
    public static Origin decode(OriginRecord origin) {
        return new Origin(
                origin.getIdentity(),
                origin.getRolesList().stream().map(Codes.ROLE::decode).toList(),
                origin.getAddress(),
                new BrokerId(origin.getBroker()));
    }

    static AuditEntryRecord encode(AuditEntry entry) {
        AuditEntryRecord.Builder builder = AuditEntryRecord.newBuilder()
                .setPosition(ValueCodec.encode(entry.position()))
                .setTimeMillis(entry.time().epochMillis())
                .setCommand(entry.command())
                .setHasMore(entry.hasMore())
                .setHash(entry.hash());
        entry.origin().map(AuditCodec::encode).ifPresent(builder::setOrigin);
        entry.changes()
                .forEach(change -> builder.addChanges(AuditChangeRecord.newBuilder()
                        .setObject(change.object())
                        .setField(change.field())
                        .setBefore(change.before())
                        .setAfter(change.after())));
        return builder.build();
    }

    static AuditEntry decode(AuditEntryRecord entry) {
        return new AuditEntry(
                ValueCodec.position(entry.getPosition()),
                new LogTime(entry.getTimeMillis()),
                entry.hasOrigin() ? Optional.of(decode(entry.getOrigin())) : Optional.empty(),
                entry.getCommand(),
                entry.getChangesList().stream()
                        .map(change -> new AuditChange(
                                change.getObject(), change.getField(), change.getBefore(), change.getAfter()))
                        .toList(),
                entry.getHasMore(),
                entry.getHash());
    }
}
