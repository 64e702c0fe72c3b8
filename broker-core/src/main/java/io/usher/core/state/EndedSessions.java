package io.usher.core.state;

import io.usher.core.model.HostId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The latest sessions that ended, in order of ending, and those of them whose hosts must still be told. */
final class EndedSessions {

    // Looked up by key and walked in order of ending: hash order never shows.
    private final Map<SessionId, Session> ended = new LinkedHashMap<>();
    private final SortedMap<HostId, SortedMap<SessionId, Session>> untold = new TreeMap<>();
    private final int capacity;

    EndedSessions(int capacity) {
        this.capacity = capacity;
    }

    Optional<Session> find(SessionId id) {
        return Optional.ofNullable(ended.get(id));
    }

    /** Ended sessions that the host has been ordered to end and has not been seen without. */
    List<Session> untoldOn(HostId host) {
        SortedMap<SessionId, Session> sessions = untold.get(host);
        return sessions == null ? List.of() : List.copyOf(sessions.values());
    }

    Collection<Session> all() {
        return ended.values();
    }

    void put(Session session) {
        ended.put(session.id(), session);
        index(session);
        if (ended.size() > capacity) {
            Session oldest = ended.values().iterator().next();
            ended.remove(oldest.id());
            unindex(oldest);
        }
    }

    private void index(Session session) {
        if (session.status().action().isPresent()) {
            untold.computeIfAbsent(session.host(), host -> new TreeMap<>()).put(session.id(), session);
        } else {
            unindex(session);
        }
    }

    private void unindex(Session session) {
        SortedMap<SessionId, Session> sessions = untold.get(session.host());
        if (sessions != null) {
            sessions.remove(session.id());
            if (sessions.isEmpty()) {
                untold.remove(session.host());
            }
        }
    }
}
