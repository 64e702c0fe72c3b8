package io.usher.core.command;

import io.usher.core.model.BindingOwner;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;

/** Gives a host of a pool to an owner. Refused when either has a binding there already. */
public record CreateBinding(PoolId pool, HostId host, BindingOwner owner) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
