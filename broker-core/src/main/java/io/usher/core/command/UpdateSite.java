package io.usher.core.command;

import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.SiteSettings;
import java.util.Optional;

/**
 * Replaces the settings of the site.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdateSite(Optional<LogPosition> expected, String displayName, SiteSettings settings) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public UpdateSite {
        Pool.requireDescription(displayName);
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
