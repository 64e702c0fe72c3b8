package io.usher.core.command;

import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;

/**
 * Says who may log on to the hosts of a pool, to all of them at once.
 *
 * @param belowMinimum whether fewer hosts of the pool may be left open than its policy says
 */
public record ControlPoolLogons(PoolId pool, LogonControl control, boolean belowMinimum) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
