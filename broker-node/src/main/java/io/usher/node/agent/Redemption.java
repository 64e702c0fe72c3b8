package io.usher.node.agent;

import io.usher.node.ticket.Ticket;
import io.usher.proto.v1.ConnectRequest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One user's arrival with a ticket, until a broker has answered. Used by the loop alone. */
final class Redemption {
    private final Ticket ticket;
    private final CompletableFuture<Entry> entry;
    private final ConnectRequest.Redeem message;
    private boolean isLetIn;

    private Redemption(Ticket ticket, CompletableFuture<Entry> entry, long epoch, boolean admitted) {
        this.ticket = ticket;
        this.entry = entry;
        this.isLetIn = admitted;
        this.message = ConnectRequest.Redeem.newBuilder()
                .setEpoch(epoch)
                .setSession(Names.session(ticket.session()))
                .setFence(ticket.fence().toString())
                .setAdmitted(admitted)
                .setRequestId(UUID.randomUUID().toString())
                .build();
    }

    /** A user who waits outside. */
    static Redemption of(Ticket ticket, CompletableFuture<Entry> entry, long epoch) {
        return new Redemption(ticket, entry, epoch, false);
    }

    /** The same user, whom the host has let in on its own: nothing but the truth is left to tell. */
    Redemption asAdmitted(long epoch) {
        return new Redemption(ticket, entry, epoch, true);
    }

    Ticket ticket() {
        return ticket;
    }

    /** The message, the same at every retry: a broker that has seen it gives the same answer. */
    ConnectRequest message() {
        return ConnectRequest.newBuilder().setRedeem(message).build();
    }

    long epoch() {
        return message.getEpoch();
    }

    /** Whether the user is in, without a broker's word. */
    boolean isLetIn() {
        return isLetIn;
    }

    boolean isToldAsAdmitted() {
        return message.getAdmitted();
    }

    void letIn() {
        isLetIn = true;
    }

    CompletableFuture<Entry> entry() {
        return entry;
    }
}
