package io.usher.core.command;

/**
 * Gives up places whose deadline has passed or whose client is gone, by log time, in order of time and id. Proposed by
 * the primary; harmless when nothing is due.
 *
 * @param limit most places to give up in one command, 1 to 10000
 */
public record ExpireQueue(int limit) implements Command {

    public ExpireQueue {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit must be 1 to 10000, found " + limit);
        }
    }

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
