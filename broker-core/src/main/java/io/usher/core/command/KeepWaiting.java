package io.usher.core.command;

import io.usher.core.model.QueueEntryId;
import java.util.List;

/**
 * The clients of these places are connected to a broker. Proposed by that broker; places that are given up already are
 * left out.
 *
 * @param ids at most {@value #MOST}
 */
public record KeepWaiting(List<QueueEntryId> ids) implements Command {

    /** Most places in one command; an entry of the log stays small. */
    public static final int MOST = 4_096;

    public KeepWaiting {
        if (ids.size() > MOST) {
            throw new IllegalArgumentException("places must be at most " + MOST + ", found " + ids.size());
        }
        ids = List.copyOf(ids);
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
