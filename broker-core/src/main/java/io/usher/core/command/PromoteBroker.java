package io.usher.core.command;

import io.usher.core.model.BrokerId;
import io.usher.core.model.LeadCause;

/**
 * A broker is to become the primary. Proposed by the primary right before it hands over, so that the log tells why.
 *
 * @param leadCause why; everything but an election
 */
public record PromoteBroker(BrokerId id, LeadCause leadCause) implements Command {

    /** Checks what would otherwise fail only when the command is carried out. */
    public PromoteBroker {
        if (leadCause == LeadCause.ELECTION) {
            throw new IllegalArgumentException("an election cannot be ordered");
        }
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
