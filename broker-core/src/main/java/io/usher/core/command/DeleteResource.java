package io.usher.core.command;

import io.usher.core.model.ResourceId;

/** Withdraws a resource. Its sessions go on. */
public record DeleteResource(ResourceId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
