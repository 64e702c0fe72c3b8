package io.usher.core.command;

import io.usher.core.model.FolderId;

/** Removes a folder. Refused while anything is in it. */
public record DeleteFolder(FolderId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
