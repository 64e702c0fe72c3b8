package io.usher.node.ticket;

/** What a host makes of a ticket. */
public sealed interface TicketVerdict {
    /**
     * The ticket is good and is used up now.
     *
     * @param ticket what it says, proven to come from a broker of the site
     */
    record Accepted(Ticket ticket) implements TicketVerdict {}

    /**
     * The ticket is not good here and now.
     *
     * @param refusal why
     */
    record Refused(TicketRefusal refusal) implements TicketVerdict {}
}
