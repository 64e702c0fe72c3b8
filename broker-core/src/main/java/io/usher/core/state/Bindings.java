package io.usher.core.state;

import io.usher.core.model.BindingOwner;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which hosts belong to whom, with indexes by owner and by when a binding goes if nobody uses it. */
final class Bindings implements OwnedHosts {

    private record Ownership(PoolId pool, BindingOwner owner) {}

    private record Removal(LogTime time, HostId host) implements Comparable<Removal> {
        @Override
        public int compareTo(Removal other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : host.compareTo(other.host);
        }
    }

    private final SortedMap<PoolId, Pool> pools;
    private final SortedSet<PoolId> dedicated = new TreeSet<>();
    private final NavigableMap<HostId, HostBinding> byHost = new TreeMap<>();
    // Looked up by key alone: the order of their keys never shows.
    private final Map<Ownership, HostId> byOwner = new LinkedHashMap<>();
    private final Map<HostId, Removal> removals = new LinkedHashMap<>();
    private final NavigableSet<Removal> byTime = new TreeSet<>();

    /**
     * Begins without bindings.
     *
     * @param pools the table that says how long bindings are kept
     */
    Bindings(SortedMap<PoolId, Pool> pools) {
        this.pools = pools;
    }

    @Override
    public boolean isAnyPoolDedicated() {
        return !dedicated.isEmpty();
    }

    @Override
    public Collection<HostBinding> all() {
        return byHost.values();
    }

    @Override
    public Optional<HostBinding> find(HostId host) {
        return Optional.ofNullable(byHost.get(host));
    }

    @Override
    public Optional<HostBinding> of(PoolId pool, BindingOwner owner) {
        return Optional.ofNullable(byOwner.get(new Ownership(pool, owner))).map(byHost::get);
    }

    /** Whether the host belongs to somebody of the kind that its pool's hosts are dedicated to. */
    boolean isInForce(Pool pool, HostId host) {
        HostBinding binding = byHost.get(host);
        return binding != null
                && binding.pool().equals(pool.id())
                && binding.owner().ownerMode() == pool.settings().dedication().dedicated();
    }

    void put(HostBinding binding) {
        remove(binding.host());
        byHost.put(binding.host(), binding);
        byOwner.put(new Ownership(binding.pool(), binding.owner()), binding.host());
        time(binding);
    }

    void remove(HostId host) {
        HostBinding before = byHost.remove(host);
        if (before != null) {
            byOwner.remove(new Ownership(before.pool(), before.owner()));
            untime(host);
        }
    }

    /** A session on the host ended. */
    void used(HostId host, LogTime time) {
        if (!byHost.isEmpty()) {
            find(host).map(binding -> binding.usedAt(time)).ifPresent(this::put);
        }
    }

    /** The pool is new or has other settings: bindings of it may be kept for another time than before. */
    void poolChanged(PoolId pool) {
        dedicated.remove(pool);
        if (existing(pool).settings().dedication().isOn()) {
            dedicated.add(pool);
        }
        byHost.values().stream().filter(binding -> binding.pool().equals(pool)).forEach(binding -> {
            untime(binding.host());
            time(binding);
        });
    }

    void poolDeleted(PoolId pool) {
        dedicated.remove(pool);
        List<HostId> gone = byHost.values().stream()
                .filter(binding -> binding.pool().equals(pool))
                .map(HostBinding::host)
                .toList();
        gone.forEach(this::remove);
    }

    Optional<LogTime> nextRemoval() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.first().time());
    }

    @Override
    public List<HostBinding> due(LogTime now, int limit) {
        return byTime.stream()
                .takeWhile(removal -> !removal.time().isAfter(now))
                .limit(limit)
                .map(removal -> byHost.get(removal.host()))
                .toList();
    }

    private void time(HostBinding binding) {
        existing(binding.pool()).settings().dedication().bindingUnused().ifPresent(unused -> {
            Removal removal = new Removal(binding.used().plus(unused), binding.host());
            removals.put(binding.host(), removal);
            byTime.add(removal);
        });
    }

    private Pool existing(PoolId id) {
        Pool pool = pools.get(id);
        if (pool == null) {
            throw new Fault("pool " + id + " has bindings and does not exist");
        }
        return pool;
    }

    private void untime(HostId host) {
        Removal removal = removals.remove(host);
        if (removal != null) {
            byTime.remove(removal);
        }
    }
}
