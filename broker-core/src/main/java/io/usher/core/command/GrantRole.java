package io.usher.core.command;

import io.usher.core.model.IdentityPattern;
import io.usher.core.model.Role;

/** Lets somebody do something. Granting what is granted already changes nothing. */
public record GrantRole(IdentityPattern identity, Role role) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
