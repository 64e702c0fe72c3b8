package io.usher.core.command;

import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;

/** Adds a folder. Refused when the id is taken, its parent does not exist, or it would lie too deep. */
public record CreateFolder(FolderId id, FolderSettings settings) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
