package io.usher.core.decide;

import io.usher.core.command.ReportInventory;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which session each entry of an inventory is. In this order: the session that the agent names; the one that had the
 * same key and user; one of the same user that the host has given no key yet. A session is matched once.
 */
final class InventoryMatch {

    // A user may have a live session here and one that ended unseen: what runs is then the live one.
    private static final Comparator<Session> LIVE_FIRST = Comparator.<Session, Boolean>comparing(
                    session -> session.state() == SessionState.ENDED)
            .thenComparing(Session::id);

    /** What a session is known by when the agent does not name it; no key when the host has given none yet. */
    private record Label(UserName user, Optional<String> key) implements Comparable<Label> {

        @Override
        public int compareTo(Label other) {
            int byUser = user.compareTo(other.user);
            int byPresence = Boolean.compare(key.isPresent(), other.key.isPresent());
            if (byUser != 0 || byPresence != 0) {
                return byUser != 0 ? byUser : byPresence;
            }
            return key.orElse("").compareTo(other.key.orElse(""));
        }
    }

    private final SortedMap<SessionId, Session> unmatched = new TreeMap<>();
    private final SortedMap<String, Session> byKey = new TreeMap<>();
    private final SortedSet<SessionId> matched = new TreeSet<>();

    private InventoryMatch() {}

    static InventoryMatch of(BrokerView view, ReportInventory inventory) {
        InventoryMatch match = new InventoryMatch();
        view.sessionsOn(inventory.host()).forEach(session -> match.unmatched.put(session.id(), session));
        view.endedSessionsOn(inventory.host()).forEach(session -> match.unmatched.put(session.id(), session));
        match.matchNamed(view, inventory);
        SortedMap<Label, Deque<Session>> labels = match.unmatchedByLabel();
        for (InventoryEntry entry : inventory.entries()) {
            match.matchLabel(entry, new Label(entry.user(), Optional.of(entry.key())), labels);
        }
        for (InventoryEntry entry : inventory.entries()) {
            match.matchLabel(entry, new Label(entry.user(), Optional.empty()), labels);
        }
        return match;
    }

    Optional<Session> sessionOf(InventoryEntry entry) {
        return Optional.ofNullable(byKey.get(entry.key()));
    }

    /** Sessions of the host, live or ended and not yet told, that the inventory does not show. */
    List<Session> missing() {
        return new ArrayList<>(unmatched.values());
    }

    /** A session that ended and was thought settled is matched too when the host still names it. */
    private void matchNamed(BrokerView view, ReportInventory inventory) {
        for (InventoryEntry entry : inventory.entries()) {
            entry.session()
                    .filter(id -> !matched.contains(id))
                    .flatMap(view::session)
                    .filter(session -> session.host().equals(inventory.host()))
                    .filter(session -> session.user().equals(entry.user()))
                    .ifPresent(session -> match(entry, session));
        }
    }

    /** An index, so that the many sessions of a large host are not walked through for each entry. */
    private SortedMap<Label, Deque<Session>> unmatchedByLabel() {
        SortedMap<Label, Deque<Session>> labels = new TreeMap<>();
        unmatched.values().stream()
                .sorted(LIVE_FIRST)
                .forEach(session -> labels.computeIfAbsent(
                                new Label(session.user(), session.status().hostKey()), label -> new ArrayDeque<>())
                        .add(session));
        return labels;
    }

    private void matchLabel(InventoryEntry entry, Label label, SortedMap<Label, Deque<Session>> labels) {
        Deque<Session> sessions = labels.get(label);
        if (sessions != null && !sessions.isEmpty() && !byKey.containsKey(entry.key())) {
            match(entry, sessions.remove());
        }
    }

    private void match(InventoryEntry entry, Session session) {
        byKey.put(entry.key(), session);
        matched.add(session.id());
        unmatched.remove(session.id());
    }
}
