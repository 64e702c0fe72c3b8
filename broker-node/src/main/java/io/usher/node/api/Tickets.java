package io.usher.node.api;

import io.usher.core.command.Answer.Granted;
import io.usher.node.ticket.Fingerprint;
import io.usher.node.ticket.Ticket;
import io.usher.node.ticket.TicketSigner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Issues the tickets of assignments with this broker's key. Thread-safe. */
public final class Tickets {

    private final TicketSigner signer;
    private final Executor signing;

    /**
     * Tickets of one broker.
     *
     * @param signing does the signing, which costs more than all the rest of an assignment: never the thread that
     *     applies the log
     */
    public Tickets(TicketSigner signer, Executor signing) {
        this.signer = signer;
        this.signing = signing;
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
        return CompletableFuture.supplyAsync(() -> signer.sign(ticket), signing);
    }
}
