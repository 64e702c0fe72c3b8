package io.usher.core.placement;

import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;

/**
 * A host as placement sees it.
 *
 * @param policy settings in effect
 * @param taken seats taken, pending ones included
 * @param pending seats that nobody has arrived in yet
 * @param inFlight seats that the host's load report does not cover yet
 * @param bound whether it belongs to another user or device than the one who asks
 */
public record Candidate(Host host, EffectiveHostPolicy policy, int taken, int pending, int inFlight, boolean bound) {

    public HostId id() {
        return host.id();
    }

    int maxSessions() {
        return policy.maxSessions().value();
    }

    int weight() {
        return policy.weight().value();
    }
}
