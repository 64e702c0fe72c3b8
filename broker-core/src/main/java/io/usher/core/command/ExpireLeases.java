package io.usher.core.command;

/**
 * Ends PENDING sessions whose lease is over by log time, in order of deadline and id, and holds that against their
 * hosts; forgets failed logons that were long ago; orders sessions off that nobody has worked in for too long; gives
 * actions up of which nothing was heard in time; unbinds hosts that nobody used for long. Proposed by the primary;
 * harmless when nothing is due.
 *
 * @param limit most sessions to end, to order off, hosts to forgive and actions to give up in one command, 1 to 10000
 */
public record ExpireLeases(int limit) implements Command {

    public ExpireLeases {
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
