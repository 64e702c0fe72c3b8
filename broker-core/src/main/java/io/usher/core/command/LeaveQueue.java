package io.usher.core.command;

import io.usher.core.model.QueueEntryId;

/** Somebody no longer waits: the client or an operator gives the place up. */
public record LeaveQueue(QueueEntryId id) implements Command {

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
