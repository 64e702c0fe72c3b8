package io.usher.core.command;

import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;

/** Publishes a resource. Refused when the id is taken or a pool does not exist. */
public record CreateResource(ResourceId id, ResourceKind kind, ResourceSettings settings) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
