package io.usher.node.api;

import io.usher.core.command.Answer.Granted;
import io.usher.node.ticket.Fingerprint;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.Ticket;
import java.util.concurrent.CompletionStage;

/** Issues the tickets of assignments with this broker's key. Thread-safe. */
public final class Tickets {

    private final SigningQueue queue;

    /**
     * Tickets of one broker.
     *
     * @param queue does the signing, which is a large part of an assignment: never on the thread that applies the log
     */
    public Tickets(SigningQueue queue) {
        this.queue = queue;
    }

    /** The ticket of an assignment. The same assignment gets the same ticket from the same broker. */
    CompletionStage<String> of(Granted granted) {
        Ticket ticket = new Ticket(
                granted.fence(),
                granted.session(),
                granted.expires(),
                granted.incarnation(),
                Fingerprint.of(granted.host().value()),
                Fingerprint.of(granted.user().value()));
        return queue.sign(ticket);
    }
}
