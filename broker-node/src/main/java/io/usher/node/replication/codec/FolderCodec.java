package io.usher.node.replication.codec;

import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.proto.internal.v1.FolderRecord;
import io.usher.proto.internal.v1.FolderSettingsRecord;
import java.util.Optional;

/** Folders. */
final class FolderCodec {

    private FolderCodec() {}

    static FolderRecord encode(Folder folder) {
        return FolderRecord.newBuilder()
                .setId(folder.id().value())
                .setSettings(encode(folder.settings()))
                .setChanged(ValueCodec.encode(folder.changed()))
                .build();
    }

    static Folder decode(FolderRecord folder) {
        return new Folder(
                new FolderId(folder.getId()), decode(folder.getSettings()), ValueCodec.position(folder.getChanged()));
    }

    static FolderSettingsRecord encode(FolderSettings settings) {
        FolderSettingsRecord.Builder builder = FolderSettingsRecord.newBuilder()
                .setDisplayName(settings.displayName())
                .setState(Codes.RESOURCE_STATE.encode(settings.state()))
                .setMaintenanceMessage(settings.maintenanceMessage())
                .setFilter(FilterCodec.encode(settings.filter()));
        settings.parent().map(FolderId::value).ifPresent(builder::setParent);
        return builder.build();
    }

    static FolderSettings decode(FolderSettingsRecord settings) {
        return new FolderSettings(
                settings.getDisplayName(),
                Codes.RESOURCE_STATE.decode(settings.getState()),
                settings.getMaintenanceMessage(),
                settings.hasParent() ? Optional.of(new FolderId(settings.getParent())) : Optional.empty(),
                FilterCodec.decode(settings.getFilter()));
    }
}
