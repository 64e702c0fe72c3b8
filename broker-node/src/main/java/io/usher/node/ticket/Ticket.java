package io.usher.node.ticket;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;

/**
 * What a ticket says. Whoever brings it may enter one host, once, before it expires.
 *
 * @param fence position of the assignment that issued the ticket, and so its identity; of two tickets for one session
 *     only the one with the higher fence is good
 * @param session session to enter
 * @param expires log time from which on the ticket is good no more
 * @param incarnation registration of the host that may take the ticket; a host that registered again takes none of the
 *     older ones
 * @param host fingerprint of the host's id
 * @param user fingerprint of the user's name
 */
public record Ticket(
        Fence fence,
        SessionId session,
        LogTime expires,
        HostIncarnation incarnation,
        Fingerprint host,
        Fingerprint user) {}
