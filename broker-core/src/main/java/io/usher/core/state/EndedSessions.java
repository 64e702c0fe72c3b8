package io.usher.core.state;

import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The latest sessions that ended, and those whose hosts must still be told. The two are bounded apart: what a busy site
 * ends in a minute must not push out what a lost host has to be told when it is back, or its sessions would be taken
 * for new ones.
 */
final class EndedSessions {

    /** Place in the order of forgetting. Follows from the session, so that a restored broker forgets the same. */
    private record Place(LogPosition changed, SessionId id) implements Comparable<Place> {

        static Place of(Session session) {
            return new Place(session.changed(), session.id());
        }

        @Override
        public int compareTo(Place other) {
            int byChange = changed.compareTo(other.changed);
            return byChange != 0 ? byChange : id.compareTo(other.id);
        }
    }

    private final SortedMap<SessionId, Session> byId = new TreeMap<>();
    private final NavigableSet<Place> settled = new TreeSet<>();
    private final NavigableSet<Place> untold = new TreeSet<>();
    private final SortedMap<HostId, SortedMap<SessionId, Session>> untoldByHost = new TreeMap<>();
    private final int mostSettled;
    private final int mostUntold;

    EndedSessions(int mostSettled, int mostUntold) {
        this.mostSettled = mostSettled;
        this.mostUntold = mostUntold;
    }

    Optional<Session> find(SessionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Ended sessions that the host has been ordered to end and has not been seen without. */
    List<Session> untoldOn(HostId host) {
        SortedMap<SessionId, Session> sessions = untoldByHost.get(host);
        return sessions == null ? List.of() : List.copyOf(sessions.values());
    }

    /** In order of id. */
    Collection<Session> all() {
        return byId.values();
    }

    void put(Session session) {
        remove(session.id());
        byId.put(session.id(), session);
        if (isUntold(session)) {
            untold.add(Place.of(session));
            untoldByHost
                    .computeIfAbsent(session.host(), host -> new TreeMap<>())
                    .put(session.id(), session);
        } else {
            settled.add(Place.of(session));
        }
    }

    /**
     * Keeps to the bounds. To be called after a command, not within: the events of one command were decided on the same
     * view, and a later one may change a session that an earlier one would push out.
     */
    void forgetOldest() {
        while (settled.size() > mostSettled) {
            remove(settled.first().id());
        }
        while (untold.size() > mostUntold) {
            remove(untold.first().id());
        }
    }

    private void remove(SessionId id) {
        Session session = byId.remove(id);
        if (session == null) {
            return;
        }
        if (!isUntold(session)) {
            settled.remove(Place.of(session));
            return;
        }
        untold.remove(Place.of(session));
        untoldByHost.computeIfPresent(session.host(), (host, sessions) -> {
            sessions.remove(id);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    private static boolean isUntold(Session session) {
        return session.status().action().isPresent();
    }
}
