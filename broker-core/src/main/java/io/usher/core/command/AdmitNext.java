package io.usher.core.command;

import io.usher.core.model.PoolId;

/**
 * A seat of a pool goes to the first who waits for one there and can take it; whoever comes up and can no longer be let
 * in is told so. Proposed by the primary for one after the other while seats are free; harmless when nobody waits.
 */
public record AdmitNext(PoolId pool) implements Command {

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
