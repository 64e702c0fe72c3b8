package io.usher.core.command;

import io.usher.core.model.HostId;

/** The host belongs to nobody any more. Sessions on it go on. */
public record DeleteBinding(HostId host) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
