package io.usher.core.command;

import io.usher.core.model.AddedLater;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Pool;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;

/**
 * Gives a new site its name. Refused when the site has one.
 *
 * @param featureLevel that the site begins with
 */
public record FoundSite(
        SiteId id,
        String displayName,
        SiteSettings settings,
        @AddedLater(level = 2) FeatureLevel featureLevel) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public FoundSite {
        Pool.requireDescription(displayName);
    }

    /** Gives a new site its name, at the first feature level. */
    public FoundSite(SiteId id, String displayName, SiteSettings settings) {
        this(id, displayName, settings, FeatureLevel.FIRST);
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
