package io.usher.core.state;

import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.Label;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.placement.Ranking;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ranking of every pool. An index: whoever writes a pool, a host or a session calls the method for it. */
final class Rankings {

    private final Hosts hosts;
    private final Sessions sessions;
    private final Bindings bindings;
    private final SortedMap<PoolId, PoolRanking> byPool = new TreeMap<>();
    // Every order of working them off comes to the same.
    private final Set<HostId> unsettled = new LinkedHashSet<>();

    Rankings(Hosts hosts, Sessions sessions, Bindings bindings) {
        this.hosts = hosts;
        this.sessions = sessions;
        this.bindings = bindings;
    }

    Ranking of(PoolId pool) {
        return existing(pool);
    }

    /**
     * The hosts of a pool that carry some labels. Made when it is asked for first, which costs a walk through the pool,
     * and kept up to date from then on. Readers may ask at the same time.
     */
    synchronized Ranking of(PoolId pool, List<Label> labels) {
        return labels.isEmpty()
                ? existing(pool)
                : existing(pool)
                        .narrowed(
                                labels,
                                narrow ->
                                        hosts.of(pool).forEach(host -> narrow.update(host, sessions.seats(host.id()))));
    }

    /** Other settings, of the pool or of the site, mean other scores for all hosts. */
    void poolChanged(Pool pool, HostPolicy siteHosts) {
        PoolRanking ranking = new PoolRanking(pool, siteHosts, bindings);
        hosts.of(pool.id()).forEach(host -> ranking.update(host, sessions.seats(host.id())));
        byPool.put(pool.id(), ranking);
    }

    void poolDeleted(PoolId pool) {
        byPool.remove(pool);
    }

    void hostChanged(Host host) {
        existing(host.pool()).update(host, sessions.seats(host.id()));
    }

    /**
     * Other seats, or another owner. One command may end hundreds of sessions of a host: it is ranked once, by
     * {@link #settle()}.
     */
    void seatsChanged(HostId host) {
        unsettled.add(host);
    }

    /** To be called when all events of a command are written, before anybody reads a ranking. */
    void settle() {
        if (!unsettled.isEmpty()) {
            unsettled.forEach(host -> hosts.find(host).ifPresent(this::hostChanged));
            unsettled.clear();
        }
    }

    void hostRemoved(Host host) {
        existing(host.pool()).remove(host.id());
    }

    private PoolRanking existing(PoolId pool) {
        PoolRanking ranking = byPool.get(pool);
        if (ranking == null) {
            throw new Fault("pool " + pool + " has no ranking");
        }
        return ranking;
    }
}
