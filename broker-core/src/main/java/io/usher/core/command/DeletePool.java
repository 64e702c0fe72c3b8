package io.usher.core.command;

import io.usher.core.model.PoolId;

/** Removes a pool. Refused while hosts or resources belong to it. */
public record DeletePool(PoolId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
