package io.usher.core.command;

import io.usher.core.model.SessionId;

/** Has the host take the client away; the session keeps running. Only an ACTIVE session can be disconnected. */
public record DisconnectSession(SessionId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
