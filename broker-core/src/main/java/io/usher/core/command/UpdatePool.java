package io.usher.core.command;

import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import java.util.Optional;

/**
 * Replaces a pool's settings.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdatePool(PoolId id, Optional<LogPosition> expected, String description, PoolSettings settings)
        implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public UpdatePool {
        Pool.requireDescription(description);
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
