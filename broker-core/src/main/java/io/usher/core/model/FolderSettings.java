package io.usher.core.model;

import java.util.Optional;

/**
 * What administrators set on a folder.
 *
 * @param displayName what users see, at most 512 characters
 * @param state of everything in it, where that is not stricter itself
 * @param maintenanceMessage shown while in maintenance, at most 512 characters
 * @param parent the folder that it is in; empty at the top
 * @param filter who may use what is in it
 */
public record FolderSettings(
        String displayName, ResourceState state, String maintenanceMessage, Optional<FolderId> parent, Filter filter) {

    public FolderSettings {
        Identifier.requireText("display name", displayName, Pool.MAX_DESCRIPTION);
        Identifier.requireText("maintenance message", maintenanceMessage, Pool.MAX_DESCRIPTION);
    }
}
