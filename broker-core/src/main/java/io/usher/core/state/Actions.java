package io.usher.core.state;

import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Actions that are pending, and the latest of which it is known what became of them. */
final class Actions {

    private record Deadline(LogTime time, ActionId action) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : action.compareTo(other.action);
        }
    }

    /** Place in the order of forgetting. Follows from the action, so that a restored broker forgets the same. */
    private record Place(LogPosition changed, ActionId action) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byChange = changed.compareTo(other.changed);
            return byChange != 0 ? byChange : action.compareTo(other.action);
        }
    }

    private final NavigableMap<ActionId, Action> byId = new TreeMap<>();
    private final SortedMap<HostId, SortedMap<ActionId, Action>> pendingByHost = new TreeMap<>();
    private final SortedMap<SessionId, SortedSet<ActionId>> pendingBySession = new TreeMap<>();
    private final NavigableSet<Deadline> deadlines = new TreeSet<>();
    private final NavigableSet<Place> settled = new TreeSet<>();
    private final int mostSettled;

    Actions(int mostSettled) {
        this.mostSettled = mostSettled;
    }

    Optional<Action> find(ActionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In order of id. */
    Collection<Action> all() {
        return byId.values();
    }

    List<Action> after(Optional<ActionId> id, int limit) {
        Collection<Action> rest = id.isPresent() ? byId.tailMap(id.get(), false).values() : byId.values();
        return rest.stream().limit(limit).toList();
    }

    int pending() {
        return deadlines.size();
    }

    Collection<Action> pendingOn(HostId host) {
        SortedMap<ActionId, Action> actions = pendingByHost.get(host);
        return actions == null ? List.of() : actions.values();
    }

    List<Action> pendingOf(SessionId session) {
        SortedSet<ActionId> ids = pendingBySession.get(session);
        return ids == null ? List.of() : ids.stream().map(byId::get).toList();
    }

    Optional<LogTime> nextDeadline() {
        return deadlines.isEmpty()
                ? Optional.empty()
                : Optional.of(deadlines.first().time());
    }

    List<Action> due(LogTime now, int limit) {
        return deadlines.stream()
                .takeWhile(deadline -> !deadline.time().isAfter(now))
                .limit(limit)
                .map(deadline -> byId.get(deadline.action()))
                .toList();
    }

    void put(Action action) {
        Action before = byId.put(action.id(), action);
        if (before != null) {
            requireLegalMove(before, action);
            unindex(before);
        }
        if (!action.isPending()) {
            settled.add(placeOf(action));
            return;
        }
        deadlines.add(new Deadline(action.deadline(), action.id()));
        pendingByHost.computeIfAbsent(action.host(), host -> new TreeMap<>()).put(action.id(), action);
        action.session()
                .ifPresent(session -> pendingBySession
                        .computeIfAbsent(session, id -> new TreeSet<>())
                        .add(action.id()));
    }

    /** Keeps to the bound. To be called after a command, not within. */
    void forgetOldest() {
        while (settled.size() > mostSettled) {
            Place oldest = settled.pollFirst();
            byId.remove(oldest.action());
        }
    }

    private void unindex(Action action) {
        deadlines.remove(new Deadline(action.deadline(), action.id()));
        settled.remove(placeOf(action));
        pendingByHost.computeIfPresent(action.host(), (host, actions) -> {
            actions.remove(action.id());
            return actions.isEmpty() ? null : actions;
        });
        action.session()
                .ifPresent(session -> pendingBySession.computeIfPresent(session, (id, actions) -> {
                    actions.remove(action.id());
                    return actions.isEmpty() ? null : actions;
                }));
    }

    private static Place placeOf(Action action) {
        return new Place(action.outcome().changed(), action.id());
    }

    private static void requireLegalMove(Action before, Action after) {
        if (!before.isPending() || after.isPending()) {
            throw new Fault("action " + after.id() + " must not move from "
                    + before.outcome().state() + " to " + after.outcome().state());
        }
    }
}
