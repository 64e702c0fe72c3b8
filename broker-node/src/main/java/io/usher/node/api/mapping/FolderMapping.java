package io.usher.node.api.mapping;

import io.usher.core.command.CreateFolder;
import io.usher.core.model.Filter;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.ResourceState;
import io.usher.proto.v1.CreateFolderRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Folders of resources. */
public final class FolderMapping {

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE =
            Set.of("display_name", "parent", "state", "maintenance_message", "filter_rules", "default_effect");

    private FolderMapping() {}

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static CreateFolder toCommand(CreateFolderRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<FolderId> id = checks.check("folder_id", () -> new FolderId(request.getFolderId()));
        Supplier<FolderSettings> settings = settings(checks, request.getFolder());
        return checks.result(() -> new CreateFolder(id.get(), settings.get()));
    }

    /** Reads what administrators set on a folder. */
    public static Supplier<FolderSettings> settings(FieldChecks checks, io.usher.proto.v1.Folder folder) {
        Supplier<ResourceState> state = checks.check("folder.state", () -> ResourceMapping.stateOf(folder.getState()));
        Supplier<String> displayName = checks.check(
                "folder.display_name", () -> texts(folder.getDisplayName(), "").displayName());
        Supplier<String> message = checks.check(
                "folder.maintenance_message",
                () -> texts("", folder.getMaintenanceMessage()).maintenanceMessage());
        Supplier<Optional<FolderId>> parent =
                checks.check("folder.parent", () -> Names.optional(folder.getParent(), Names::folder));
        Supplier<Filter> filter =
                FilterMapping.filter(checks, "folder", folder.getFilterRulesList(), folder.getDefaultEffect());
        return () -> new FolderSettings(displayName.get(), state.get(), message.get(), parent.get(), filter.get());
    }

    private static FolderSettings texts(String displayName, String message) {
        return new FolderSettings(displayName, ResourceState.ENABLED, message, Optional.empty(), Filter.NONE);
    }

    public static io.usher.proto.v1.Folder toProto(Folder folder) {
        FolderSettings settings = folder.settings();
        return io.usher.proto.v1.Folder.newBuilder()
                .setName(Names.of(folder.id()))
                .setDisplayName(settings.displayName())
                .setParent(settings.parent().map(Names::of).orElse(""))
                .setState(ResourceMapping.toProto(settings.state()))
                .setMaintenanceMessage(settings.maintenanceMessage())
                .addAllFilterRules(FilterMapping.toProto(settings.filter()))
                .setDefaultEffect(FilterMapping.toProto(settings.filter().otherwise()))
                .setEtag(PoolMapping.etag(folder.changed()))
                .build();
    }
}
