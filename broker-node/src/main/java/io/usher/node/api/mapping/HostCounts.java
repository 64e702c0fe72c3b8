package io.usher.node.api.mapping;

import io.usher.core.model.Host;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SeatCount;

/**
 * A host and what follows from its pool and its sessions.
 *
 * @param maxSessions seats in effect: its own number or an inherited one
 */
public record HostCounts(Host host, int maxSessions, SeatCount seats) {

    /** Counts. */
    public static HostCounts of(Host host, BrokerView view) {
        return new HostCounts(host, view.policyOf(host).maxSessions().value(), view.seats(host.id()));
    }
}
