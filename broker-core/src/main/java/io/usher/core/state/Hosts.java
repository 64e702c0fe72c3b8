package io.usher.core.state;

import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of hosts with its index by pool. */
final class Hosts {

    /** When the failed logons of a host are forgotten. */
    private record Forgetting(LogTime time, HostId host) implements Comparable<Forgetting> {
        @Override
        public int compareTo(Forgetting other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : host.compareTo(other.host);
        }
    }

    private final SortedMap<HostId, Host> byId = new TreeMap<>();
    private final SortedMap<PoolId, SortedMap<HostId, Host>> byPool = new TreeMap<>();

    private final NavigableSet<Forgetting> failing = new TreeSet<>();

    Optional<LogTime> nextForgetting() {
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of(failing.first().time());
    }

    /** Hosts whose failed logons are to be forgotten, the earliest first. */
    List<Host> toForget(LogTime now, int limit) {
        return failing.stream()
                .takeWhile(forgetting -> !forgetting.time().isAfter(now))
                .limit(limit)
                .map(forgetting -> find(forgetting.host()).orElseThrow())
                .toList();
    }

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
        find(host.id()).ifPresent(this::unindex);
        byId.put(host.id(), host);
        if (host.status().failures().failedLogons() > 0) {
            failing.add(forgetting(host));
        }
        byPool.computeIfAbsent(host.pool(), pool -> new TreeMap<>()).put(host.id(), host);
    }

    void remove(HostId id) {
        Host host = byId.remove(id);
        if (host != null) {
            unindex(host);
            byPool.computeIfPresent(host.pool(), (pool, hosts) -> {
                hosts.remove(id);
                return hosts.isEmpty() ? null : hosts;
            });
        }
    }

    private void unindex(Host host) {
        failing.remove(forgetting(host));
    }

    private static Forgetting forgetting(Host host) {
        return new Forgetting(host.status().failures().forgotten(), host.id());
    }
}
