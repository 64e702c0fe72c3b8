package io.usher.core.state;

import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who waits, with the queue of every pool. A place is for a resource and stands in the queue of each pool that the
 * resource is served from: a seat that becomes free in a pool goes to whoever is first there, for whatever resource,
 * and a place is given up in all queues at once. Everything but the listing of a queue is O(log n).
 */
final class WaitingRoom {

    /** When a place is given up. */
    private record End(LogTime time, QueueEntryId entry) implements Comparable<End> {
        @Override
        public int compareTo(End other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : entry.compareTo(other.entry);
        }
    }

    private final SortedMap<QueueEntryId, QueueEntry> byId = new TreeMap<>();
    private final SortedMap<UserName, SortedMap<QueueEntryId, QueueEntry>> byUser = new TreeMap<>();
    private final SortedMap<ResourceId, SortedMap<QueueEntryId, QueueEntry>> byResource = new TreeMap<>();
    private final SortedMap<PoolId, NavigableSet<QueueEntry>> byPool = new TreeMap<>();
    private final NavigableSet<End> ends = new TreeSet<>();
    // Looked up by key and walked in order of ending: hash order never shows.
    private final Map<QueueEntryId, EndedWait> ended = new LinkedHashMap<>();

    Optional<QueueEntry> find(QueueEntryId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<EndedWait> ended(QueueEntryId id) {
        return Optional.ofNullable(ended.get(id));
    }

    Collection<QueueEntry> all() {
        return byId.values();
    }

    List<QueueEntry> of(UserName user) {
        return List.copyOf(byUser.getOrDefault(user, new TreeMap<>()).values());
    }

    List<QueueEntry> of(ResourceId resource) {
        return List.copyOf(byResource.getOrDefault(resource, new TreeMap<>()).values());
    }

    Collection<QueueEntry> in(PoolId pool) {
        NavigableSet<QueueEntry> queue = byPool.get(pool);
        return queue == null ? List.of() : queue;
    }

    Optional<LogTime> nextEnd() {
        return ends.isEmpty() ? Optional.empty() : Optional.of(ends.first().time());
    }

    List<QueueEntry> due(LogTime now, int limit) {
        return ends.stream()
                .takeWhile(end -> !end.time().isAfter(now))
                .limit(limit)
                .map(end -> byId.get(end.entry()))
                .toList();
    }

    /**
     * Takes or renews a place.
     *
     * @param pools of the resource
     */
    void put(QueueEntry entry, List<PoolId> pools) {
        QueueEntry before = byId.put(entry.id(), entry);
        if (before != null) {
            unindex(before, pools);
        }
        byUser.computeIfAbsent(entry.user(), user -> new TreeMap<>()).put(entry.id(), entry);
        byResource
                .computeIfAbsent(entry.resource(), resource -> new TreeMap<>())
                .put(entry.id(), entry);
        pools.forEach(
                pool -> byPool.computeIfAbsent(pool, id -> new TreeSet<>()).add(entry));
        ends.add(new End(entry.times().ends(), entry.id()));
    }

    /**
     * Gives a place up.
     *
     * @param pools of the resource
     */
    void end(EndedWait wait, List<PoolId> pools) {
        QueueEntry entry = byId.remove(wait.entry());
        if (entry == null) {
            throw new Fault("queue entry " + wait.entry() + " ended and nobody waited there");
        }
        unindex(entry, pools);
        remember(wait);
    }

    /** The resource is served from other pools. */
    void resourceChanged(ResourceId resource, List<PoolId> before, List<PoolId> after) {
        for (QueueEntry entry : of(resource)) {
            before.forEach(pool -> leave(entry, pool));
            after.forEach(
                    pool -> byPool.computeIfAbsent(pool, id -> new TreeSet<>()).add(entry));
        }
    }

    void restore(List<EndedWait> waits) {
        waits.forEach(wait -> ended.put(wait.entry(), wait));
    }

    WaitingImage image() {
        return new WaitingImage(List.copyOf(byId.values()), List.copyOf(ended.values()));
    }

    private void remember(EndedWait wait) {
        ended.put(wait.entry(), wait);
        Iterator<EndedWait> oldestFirst = ended.values().iterator();
        while (oldestFirst.hasNext()) {
            LogTime forgotten = oldestFirst.next().ended().plus(Limits.ANSWER_HORIZON);
            if (ended.size() <= Limits.ENDED_WAITS && !wait.ended().isAfter(forgotten)) {
                break;
            }
            oldestFirst.remove();
        }
    }

    private void unindex(QueueEntry entry, List<PoolId> pools) {
        drop(byUser, entry.user(), entry.id());
        drop(byResource, entry.resource(), entry.id());
        pools.forEach(pool -> leave(entry, pool));
        ends.remove(new End(entry.times().ends(), entry.id()));
    }

    private void leave(QueueEntry entry, PoolId pool) {
        byPool.computeIfPresent(pool, (id, queue) -> {
            queue.remove(entry);
            return queue.isEmpty() ? null : queue;
        });
    }

    private static <K> void drop(SortedMap<K, SortedMap<QueueEntryId, QueueEntry>> index, K key, QueueEntryId entry) {
        index.computeIfPresent(key, (same, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
    }
}
