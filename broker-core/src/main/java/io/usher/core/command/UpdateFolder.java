package io.usher.core.command;

import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.LogPosition;
import java.util.Optional;

/**
 * Replaces a folder's settings. Another parent moves it with all that is in it.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdateFolder(FolderId id, Optional<LogPosition> expected, FolderSettings settings) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
