package io.usher.core.command;

import io.usher.core.model.BrokerId;

/**
 * A broker leads the site. Proposed by each new primary, in its own term.
 *
 * @param term its Raft term, not negative
 */
public record RecordLead(BrokerId id, long term) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public RecordLead {
        if (term < 0) {
            throw new IllegalArgumentException("a term must not be negative, found " + term);
        }
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
