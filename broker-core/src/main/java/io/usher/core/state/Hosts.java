package io.usher.core.state;

import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of hosts with its index by pool. */
final class Hosts {

    private final SortedMap<HostId, Host> byId = new TreeMap<>();
    private final SortedMap<PoolId, SortedMap<HostId, Host>> byPool = new TreeMap<>();

    Optional<Host> find(HostId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Host> all() {
        return byId.values();
    }

    Collection<Host> of(PoolId pool) {
        SortedMap<HostId, Host> hosts = byPool.get(pool);
        return hosts == null ? List.of() : hosts.values();
    }

    void put(Host host) {
        byId.put(host.id(), host);
        byPool.computeIfAbsent(host.pool(), pool -> new TreeMap<>()).put(host.id(), host);
    }

    void remove(HostId id) {
        Host host = byId.remove(id);
        if (host != null) {
            byPool.computeIfPresent(host.pool(), (pool, hosts) -> {
                hosts.remove(id);
                return hosts.isEmpty() ? null : hosts;
            });
        }
    }
}
