package io.usher.node.api.mapping;

import io.usher.core.model.Host;
import io.usher.core.model.HostState;
import io.usher.core.model.Pool;
import io.usher.core.state.BrokerView;

/**
 * A pool and what its hosts add up to.
 *
 * @param hosts hosts that belong to it
 * @param sessions live sessions on them
 * @param seats seats of the hosts that are up
 */
public record PoolCounts(Pool pool, int hosts, int sessions, long seats) {

    /** Counts; looks at each host of the pool. */
    public static PoolCounts of(Pool pool, BrokerView view) {
        int hosts = 0;
        int sessions = 0;
        long seats = 0;
        for (Host host : view.hostsOf(pool.id())) {
            hosts++;
            sessions += view.seats(host.id()).taken();
            if (host.status().state() == HostState.UP) {
                seats += view.policyOf(host).maxSessions().value();
            }
        }
        return new PoolCounts(pool, hosts, sessions, seats);
    }
}
