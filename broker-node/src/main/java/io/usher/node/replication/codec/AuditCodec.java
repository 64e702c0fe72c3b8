package io.usher.node.replication.codec;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerId;
import io.usher.core.model.Folder;
import io.usher.core.model.Former;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.core.model.Pool;
import io.usher.core.model.Resource;
import io.usher.core.model.Schedule;
import io.usher.core.model.Site;
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
        origin.reverts().map(ValueCodec::encode).ifPresent(builder::setReverts);
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
                new BrokerId(origin.getBroker()),
                origin.hasReverts() ? Optional.of(ValueCodec.position(origin.getReverts())) : Optional.empty());
    }

    static AuditEntryRecord encode(AuditEntry entry) {
        AuditEntryRecord.Builder builder = AuditEntryRecord.newBuilder()
                .setPosition(ValueCodec.encode(entry.position()))
                .setTimeMillis(entry.time().epochMillis())
                .setCommand(entry.command())
                .setHasMore(entry.hasMore())
                .setHash(entry.hash());
        entry.origin().map(AuditCodec::encode).ifPresent(builder::setOrigin);
        entry.former().ifPresent(former -> encode(former, builder));
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
                former(entry),
                entry.getHash());
    }

    private static void encode(Former former, AuditEntryRecord.Builder builder) {
        if (former instanceof Site site) {
            builder.setSite(ModelCodec.encode(site));
        } else if (former instanceof Pool pool) {
            builder.setPool(ModelCodec.encode(pool));
        } else if (former instanceof Resource resource) {
            builder.setResource(ModelCodec.encode(resource));
        } else if (former instanceof Folder folder) {
            builder.setFolder(FolderCodec.encode(folder));
        } else if (former instanceof Schedule schedule) {
            builder.setSchedule(ScheduleCodec.encode(schedule));
        } else if (former instanceof HostSettings settings) {
            builder.setHostSettings(SettingsCodec.encode(settings));
        } else {
            builder.setBinding(BindingCodec.encode((HostBinding) former));
        }
    }

    private static Optional<Former> former(AuditEntryRecord entry) {
        return switch (entry.getFormerCase()) {
            case SITE -> Optional.of(ModelCodec.decode(entry.getSite()));
            case POOL -> Optional.of(ModelCodec.decode(entry.getPool()));
            case RESOURCE -> Optional.of(ModelCodec.decode(entry.getResource()));
            case FOLDER -> Optional.of(FolderCodec.decode(entry.getFolder()));
            case SCHEDULE -> Optional.of(ScheduleCodec.decode(entry.getSchedule()));
            case HOST_SETTINGS -> Optional.of(SettingsCodec.decode(entry.getHostSettings()));
            case BINDING -> Optional.of(BindingCodec.decode(entry.getBinding()));
            case FORMER_NOT_SET -> Optional.empty();
        };
    }
}
