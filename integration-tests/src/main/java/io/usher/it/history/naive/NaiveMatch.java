package io.usher.it.history.naive;

import io.usher.core.model.InventoryEntry;
import io.usher.proto.v1.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Which session each entry of an inventory is; a session is at most one. */
final class NaiveMatch {

    private record Pair(InventoryEntry entry, NaiveSession session) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final List<NaiveSession> rest;

    NaiveMatch(NaiveState state, NaiveHost host, List<InventoryEntry> entries) {
        rest = new ArrayList<>(state.on(host));
        state.ended.stream()
                .filter(session -> session.host.equals(host.id))
                .filter(session -> session.action != Session.Action.ACTION_UNSPECIFIED)
                .forEach(rest::add);
        rest.sort(Comparator.<NaiveSession>comparingInt(session -> session.is(Session.State.STATE_ENDED) ? 1 : 0)
                .thenComparing(session -> session.id));
        for (InventoryEntry entry : entries) {
            entry.session()
                    .flatMap(id -> state.liveOrEnded(id.created()))
                    .filter(session -> session.host.equals(host.id)
                            && session.user.equals(entry.user().value()))
                    .filter(session -> pairs.stream().noneMatch(pair -> pair.session == session))
                    .ifPresent(session -> pair(entry, session));
        }
        pairRest(entries, (entry, session) -> session.key.equals(entry.key()));
        pairRest(entries, (entry, session) -> session.key.isEmpty());
    }

    Optional<NaiveSession> of(InventoryEntry entry) {
        return pairs.stream()
                .filter(pair -> pair.entry.key().equals(entry.key()))
                .map(Pair::session)
                .findFirst();
    }

    /** Sessions of the host that no entry is, in order of id. */
    List<NaiveSession> missing() {
        return rest.stream().sorted(Comparator.comparing(session -> session.id)).toList();
    }

    private void pairRest(List<InventoryEntry> entries, BiPredicate<InventoryEntry, NaiveSession> test) {
        for (InventoryEntry entry : entries) {
            if (of(entry).isEmpty()) {
                rest.stream()
                        .filter(session -> session.user.equals(entry.user().value()) && test.test(entry, session))
                        .findFirst()
                        .ifPresent(session -> pair(entry, session));
            }
        }
    }

    private void pair(InventoryEntry entry, NaiveSession session) {
        pairs.add(new Pair(entry, session));
        rest.remove(session);
    }
}
