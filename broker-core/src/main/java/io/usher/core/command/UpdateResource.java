package io.usher.core.command;

import io.usher.core.model.LogPosition;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceSettings;
import java.util.Optional;

/**
 * Replaces a resource's settings.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdateResource(ResourceId id, Optional<LogPosition> expected, ResourceSettings settings)
        implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
