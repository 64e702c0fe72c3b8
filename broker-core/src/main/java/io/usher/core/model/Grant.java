package io.usher.core.model;

import java.util.Optional;

/**
 * The latest assignment of a session and its ticket.
 *
 * @param fence position of the assignment and identity of the ticket
 * @param incarnation life of the host's agent that the ticket is for
 * @param expires until when the ticket may be redeemed
 * @param leaseEnds when a session that nobody has arrived in gives up its seat: the expiry and the time after which a
 *     silent host is lost, so that an arrival that the host could not report is either reported by then or lost with it
 * @param redeemed whether the user has arrived with the ticket
 * @param request the request that was answered; empty for an adopted session
 */
public record Grant(
        Fence fence,
        HostIncarnation incarnation,
        LogTime expires,
        LogTime leaseEnds,
        boolean redeemed,
        Optional<RequestId> request) {

    public Grant used() {
        return new Grant(fence, incarnation, expires, leaseEnds, true, request);
    }
}
