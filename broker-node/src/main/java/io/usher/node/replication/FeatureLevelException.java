package io.usher.node.replication;

import io.usher.core.command.Command;
import io.usher.core.model.FeatureLevel;
import java.util.Optional;

/** A command was not submitted: it needs a higher feature level than the site has. */
public final class FeatureLevelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int needed;
    private final int found;

    private FeatureLevelException(FeatureLevel needed, FeatureLevel found) {
        super("a command needs feature level " + needed + ", the site is at " + found
                + "; upgrade the site once every broker supports it");
        this.needed = needed.value();
        this.found = found.value();
    }

    /** Why a command must not enter the log of a site; empty when it may. */
    public static Optional<FeatureLevelException> of(Command command, FeatureLevel site) {
        return site.covers(command.needs())
                ? Optional.empty()
                : Optional.of(new FeatureLevelException(command.needs(), site));
    }

    /** The level that the command needs. */
    public FeatureLevel needed() {
        return new FeatureLevel(needed);
    }

    /** The level of the site. */
    public FeatureLevel found() {
        return new FeatureLevel(found);
    }
}
