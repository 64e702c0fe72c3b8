package io.usher.core.command;

import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import java.util.Optional;

/**
 * Replaces a host's settings.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdateHost(HostId id, Optional<LogPosition> expected, HostSettings settings) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
