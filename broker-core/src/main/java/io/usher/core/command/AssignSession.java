package io.usher.core.command;

import io.usher.core.model.ClientInfo;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;

/** Asks for a session of a published resource: the user's own if there is one, else a new one. */
public record AssignSession(UserName user, ResourceId resource, ClientInfo client) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
