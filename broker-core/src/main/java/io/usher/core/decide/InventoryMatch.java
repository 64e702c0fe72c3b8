package io.usher.core.decide;

import io.usher.core.command.ReportInventory;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which session each entry of an inventory is. In this order: the session that the agent names; the one that had the
 * same key and user; one of the same user that the host has given no key yet. A session is matched once.
 */
final class InventoryMatch {

    // A user may have a live session here and one that ended unseen: what runs is then the live one.
    private static final Comparator<Session> LIVE_FIRST = Comparator.<Session, Boolean>comparing(
                    session -> session.state() == SessionState.ENDED)
            .thenComparing(Session::id);

    private final SortedMap<SessionId, Session> unmatched = new TreeMap<>();
    private final SortedMap<String, Session> byKey = new TreeMap<>();

    private final SortedSet<SessionId> matched = new TreeSet<>();

    private InventoryMatch() {}

    static InventoryMatch of(BrokerView view, ReportInventory inventory) {
        InventoryMatch match = new InventoryMatch();
        view.sessionsOn(inventory.host()).forEach(session -> match.unmatched.put(session.id(), session));
        view.endedSessionsOn(inventory.host()).forEach(session -> match.unmatched.put(session.id(), session));
        match.matchNamed(view, inventory);
        match.matchRest(
                inventory.entries(),
                (entry, session) -> session.status().hostKey().equals(Optional.of(entry.key())));
        match.matchRest(
                inventory.entries(),
                (entry, session) -> session.status().hostKey().isEmpty());
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

    private void matchRest(List<InventoryEntry> entries, EntryTest test) {
        for (InventoryEntry entry : entries) {
            if (!byKey.containsKey(entry.key())) {
                Predicate<Session> isIt = session -> session.user().equals(entry.user()) && test.test(entry, session);
                unmatched.values().stream().filter(isIt).min(LIVE_FIRST).ifPresent(session -> match(entry, session));
            }
        }
    }

    private void match(InventoryEntry entry, Session session) {
        byKey.put(entry.key(), session);
        matched.add(session.id());
        unmatched.remove(session.id());
    }

    /** Whether an entry is a session, given that the user is the same. */
    private interface EntryTest {
        boolean test(InventoryEntry entry, Session session);
    }
}
