package io.usher.core.command;

import io.usher.core.model.FeatureLevel;

/**
 * From now on commands of this level may be in the log. Proposed by the primary when every broker has told it that it
 * can carry them out; a broker that cannot stops. Nothing lowers the level again.
 */
public record RaiseFeatureLevel(FeatureLevel level) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
