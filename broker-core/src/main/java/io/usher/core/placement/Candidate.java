package io.usher.core.placement;

import io.usher.core.model.Host;
import io.usher.core.model.HostId;

/**
 * A host as placement sees it.
 *
 * @param maxSessions seats in effect, at least 1
 * @param taken seats taken, pending ones included
 * @param pending seats that nobody has arrived in yet
 * @param inFlight seats that the host's load report does not cover yet
 */
public record Candidate(Host host, int maxSessions, int taken, int pending, int inFlight) {

    public HostId id() {
        return host.id();
    }
}
