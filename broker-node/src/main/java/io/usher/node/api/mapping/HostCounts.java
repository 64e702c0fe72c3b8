package io.usher.node.api.mapping;

import io.usher.core.model.Host;
import io.usher.core.model.Pool;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SeatCount;

/**
 * A host and what follows from its pool and its sessions.
 *
 * @param maxSessions seats in effect: its own number or the pool's
 */
public record HostCounts(Host host, int maxSessions, SeatCount seats) {

    /** Counts. */
    public static HostCounts of(Host host, BrokerView view) {
        int maxSessions =
                view.pool(host.pool()).map(pool -> maxSessions(host, pool)).orElse(0);
        return new HostCounts(host, maxSessions, view.seats(host.id()));
    }

    static int maxSessions(Host host, Pool pool) {
        return host.settings().maxSessions().orElse(pool.settings().maxSessionsPerHost());
    }
}
