package io.usher.core.command;

import io.usher.core.model.BrokerId;

/** A broker belongs to the site no more. Proposed by the primary when the group goes on without it. */
public record RemoveBroker(BrokerId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
