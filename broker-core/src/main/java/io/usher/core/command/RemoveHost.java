package io.usher.core.command;

import io.usher.core.model.HostId;

/** Forgets a host. Refused unless the host is lost; its sessions end. */
public record RemoveHost(HostId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
