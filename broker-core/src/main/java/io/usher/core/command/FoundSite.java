package io.usher.core.command;

import io.usher.core.model.Pool;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;

/** Gives a new site its name. Refused when the site has one. */
public record FoundSite(SiteId id, String displayName, SiteSettings settings) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public FoundSite {
        Pool.requireDescription(displayName);
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
