package io.usher.node.replication.codec;

import io.usher.core.command.CreateFolder;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.UpdateFolder;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.proto.internal.v1.CreateFolderCommand;
import io.usher.proto.internal.v1.DeleteFolderCommand;
import io.usher.proto.internal.v1.FolderRecord;
import io.usher.proto.internal.v1.FolderSettingsRecord;
import io.usher.proto.internal.v1.UpdateFolderCommand;
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

    static CreateFolderCommand encode(CreateFolder command) {
        return CreateFolderCommand.newBuilder()
                .setId(command.id().value())
                .setSettings(encode(command.settings()))
                .build();
    }

    static UpdateFolderCommand encode(UpdateFolder command) {
        UpdateFolderCommand.Builder builder =
                UpdateFolderCommand.newBuilder().setId(command.id().value()).setSettings(encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return builder.build();
    }

    static DeleteFolderCommand encode(DeleteFolder command) {
        return DeleteFolderCommand.newBuilder().setId(command.id().value()).build();
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
