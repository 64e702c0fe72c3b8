package io.usher.core.command;

import io.usher.core.model.IdentityPattern;
import io.usher.core.model.Role;

/** Takes a role away. Refused for the last administrator of the table. */
public record RevokeRole(IdentityPattern identity, Role role) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
