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
 * @param prelaunched whether it was begun ahead and nobody has asked for it yet: the lease then is how long it is held,
 *     arrived or not
 */
public record Grant(
        Fence fence,
        HostIncarnation incarnation,
        LogTime expires,
        LogTime leaseEnds,
        boolean redeemed,
        Optional<RequestId> request,
        boolean prelaunched) {

    /** Of a session that is asked for. */
    public Grant(
            Fence fence,
            HostIncarnation incarnation,
            LogTime expires,
            LogTime leaseEnds,
            boolean redeemed,
            Optional<RequestId> request) {
        this(fence, incarnation, expires, leaseEnds, redeemed, request, false);
    }

    /** The same for a session that is begun ahead and held until then; never shorter than the lease of any session. */
    public Grant heldUntil(LogTime end) {
        return new Grant(fence, incarnation, expires, leaseEnds.max(end), redeemed, request, true);
    }

    public Grant used() {
        return new Grant(fence, incarnation, expires, leaseEnds, true, request, prelaunched);
    }
}
