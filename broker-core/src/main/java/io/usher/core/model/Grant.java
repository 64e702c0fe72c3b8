package io.usher.core.model;

import java.util.Optional;

/**
 * The latest assignment of a session and its ticket.
 *
 * @param fence position of the assignment and identity of the ticket
 * @param incarnation life of the host's agent that the ticket is for
 * @param expires until when the ticket may be redeemed
 * @param redeemed whether the user has arrived with the ticket
 * @param request the request that was answered; empty for an adopted session
 */
public record Grant(
        Fence fence, HostIncarnation incarnation, LogTime expires, boolean redeemed, Optional<RequestId> request) {

    public Grant used() {
        return new Grant(fence, incarnation, expires, true, request);
    }
}
