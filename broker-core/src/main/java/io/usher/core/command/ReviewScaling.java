package io.usher.core.command;

/**
 * Looks at the workload of every pool and advises where it has called for more hosts or fewer for long enough. Proposed
 * by the primary; harmless when nothing is to be said.
 */
public record ReviewScaling() implements Command {

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
