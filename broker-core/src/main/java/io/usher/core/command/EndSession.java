package io.usher.core.command;

import io.usher.core.model.SessionId;

/** Has the host end the session. A session whose host is lost ends at once; the host is told when it is back. */
public record EndSession(SessionId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
