package io.usher.node.agent;

import io.usher.core.model.ObservedState;
import io.usher.core.model.SessionId;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.ticket.Fingerprint;
import io.usher.proto.v1.ConnectRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is on the host: the sessions that its source shows, which of the site's sessions they are, and the users who were
 * let in and have no session yet. The latter are reported as arriving, else the brokers would take them for gone. Used
 * by the loop alone.
 */
final class Presence {
    private static final String ARRIVING_KEY = "arriving-";

    private final Duration arrivalLimit;
    private final Map<String, SessionId> sessionOfKey = new TreeMap<>();
    private final Map<SessionId, Arrival> arrivals = new TreeMap<>();
    private Optional<List<ObservedSession>> observed = Optional.empty();

    private final Map<SessionId, UnnamedArrival> unnamed = new TreeMap<>();

    private record Arrival(String user, Duration since) {}

    private record UnnamedArrival(Fingerprint user, Duration since) {}

    Presence(Duration arrivalLimit) {
        this.arrivalLimit = arrivalLimit;
    }

    /** Notes that a user was let in. */
    void arrived(SessionId session, String user, Duration now) {
        arrivals.put(session, new Arrival(user, now));
    }

    /**
     * Notes that a user is in of whom the ticket alone is known, which does not tell the name. The name is that of the
     * session that shows up for the user; until then, or until nothing came of it, no inventory would be true.
     */
    void arrivedUnnamed(SessionId session, Fingerprint user, Duration now) {
        unnamed.put(session, new UnnamedArrival(user, now));
        nameArrivals();
    }

    /** Says whether somebody is in whom no inventory can tell of yet. */
    boolean isAnyUnnamed() {
        return !unnamed.isEmpty();
    }

    /** Forgets an arrival: the session is to end before it began. */
    void cancelArrival(SessionId session) {
        arrivals.remove(session);
    }

    /** Takes what the source shows, and forgets what is over. */
    void observe(List<ObservedSession> sessions, Duration now) {
        observed = Optional.of(List.copyOf(sessions));
        Set<String> keys = new HashSet<>();
        sessions.forEach(session -> keys.add(session.key()));
        sessionOfKey.keySet().retainAll(keys);
        nameArrivals();
        for (ObservedSession session : sessions) {
            bindToArrival(session);
            SessionId known = sessionOfKey.get(session.key());
            if (known != null && session.state() != ObservedState.DISCONNECTED) {
                arrivals.remove(known);
            }
        }
        arrivals.values().removeIf(arrival -> now.minus(arrival.since()).compareTo(arrivalLimit) > 0);
        unnamed.values().removeIf(arrival -> now.minus(arrival.since()).compareTo(arrivalLimit) > 0);
    }

    /** Takes the brokers' word on which session a key is. */
    void bind(String key, SessionId session) {
        boolean isShown = observed.stream()
                .flatMap(List::stream)
                .anyMatch(shown -> shown.key().equals(key));
        if (isShown) {
            sessionOfKey.put(key, session);
        }
    }

    /** Says whether the source has been seen at all; before, an inventory would end every session. */
    boolean isKnown() {
        return observed.isPresent();
    }

    int size() {
        return entries().size();
    }

    /** Returns the inventory. */
    List<ConnectRequest.InventoryEntry> entries() {
        List<ConnectRequest.InventoryEntry> entries = new ArrayList<>();
        Map<SessionId, Arrival> unseen = new TreeMap<>(arrivals);
        for (ObservedSession session : observed.orElse(List.of())) {
            Optional<SessionId> id = Optional.ofNullable(sessionOfKey.get(session.key()));
            // A user on the way to a session that is still there is no longer away from it.
            boolean isArriving =
                    id.filter(known -> unseen.remove(known) != null).isPresent();
            entries.add(entry(session, id, isArriving));
        }
        unseen.forEach((id, arrival) -> entries.add(ConnectRequest.InventoryEntry.newBuilder()
                .setKey(ARRIVING_KEY + id)
                .setSession(Names.session(id))
                .setUser(arrival.user())
                .setState(ConnectRequest.InventoryEntry.State.STATE_ARRIVING)
                .build()));
        return entries;
    }

    private static ConnectRequest.InventoryEntry entry(
            ObservedSession session, Optional<SessionId> id, boolean isArriving) {
        ConnectRequest.InventoryEntry.State state = switch (session.state()) {
            case ARRIVING, ACTIVE -> ConnectRequest.InventoryEntry.State.STATE_ACTIVE;
            case IDLE -> ConnectRequest.InventoryEntry.State.STATE_IDLE;
            case DISCONNECTED -> ConnectRequest.InventoryEntry.State.STATE_DISCONNECTED;
        };
        return ConnectRequest.InventoryEntry.newBuilder()
                .setKey(session.key())
                .setSession(id.map(Names::session).orElse(""))
                .setUser(session.user().value())
                .setState(isArriving ? ConnectRequest.InventoryEntry.State.STATE_ARRIVING : state)
                .setUnused(session.unused() && !isArriving)
                .build();
    }

    private void nameArrivals() {
        unnamed.keySet().removeIf(sessionOfKey::containsValue);
        for (ObservedSession session : observed.orElse(List.of())) {
            Fingerprint user = Fingerprint.of(session.user().value().toLowerCase(Locale.ROOT));
            unnamed.entrySet().stream()
                    .filter(arrival -> arrival.getValue().user().equals(user))
                    .filter(arrival -> !sessionOfKey.containsKey(session.key()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(id -> {
                        sessionOfKey.put(session.key(), id);
                        unnamed.remove(id);
                    });
        }
    }

    /**
     * A session that nobody has named yet is the one for which its user arrived, whether or not the client is attached
     * already: reported without its name, it would be taken for another session of the user.
     */
    private void bindToArrival(ObservedSession session) {
        if (sessionOfKey.containsKey(session.key())) {
            return;
        }
        String user = session.user().value().toLowerCase(Locale.ROOT);
        Optional<SessionId> own = arrivals.entrySet().stream()
                .filter(arrival -> arrival.getValue().user().equals(user))
                .map(Map.Entry::getKey)
                .filter(id -> !sessionOfKey.containsValue(id))
                .findFirst();
        own.ifPresent(id -> sessionOfKey.put(session.key(), id));
    }
}
