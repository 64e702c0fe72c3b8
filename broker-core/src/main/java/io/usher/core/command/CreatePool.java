package io.usher.core.command;

import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;

/** Adds a pool. Refused when the id is taken. */
public record CreatePool(PoolId id, String description, PoolSettings settings) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public CreatePool {
        Pool.requireDescription(description);
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
