package io.usher.core.state;

import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions on one host and how many of them its load report does not cover. Counting is O(1). Follows from the
 * sessions and the report alone, so that a restored broker counts the same.
 */
final class HostSeats {

    // Looked up by key, and sorted where order shows.
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<SessionId, Session> uncovered = new LinkedHashMap<>();
    private LogPosition latestReport = LogPosition.NONE;
    private int pending;

    /** In order of id. */
    List<Session> sessions() {
        List<Session> sorted = new ArrayList<>(sessions.values());
        sorted.sort(Comparator.comparing(Session::id));
        return sorted;
    }

    SeatCount count() {
        return new SeatCount(sessions.size(), pending, pending + uncovered.size());
    }

    void add(Session session) {
        sessions.put(session.id(), session);
        if (session.state() == SessionState.PENDING) {
            pending++;
        } else if (isUncovered(session)) {
            uncovered.put(session.id(), session);
        }
    }

    void remove(Session session) {
        sessions.remove(session.id());
        uncovered.remove(session.id());
        if (session.state() == SessionState.PENDING) {
            pending--;
        }
    }

    /** Takes the position of the host's latest report; {@link LogPosition#NONE} when its agent started again. */
    void coverBy(LogPosition report) {
        if (report.equals(latestReport)) {
            return;
        }
        boolean onlyShrinks = report.compareTo(latestReport) > 0;
        latestReport = report;
        if (onlyShrinks) {
            uncovered.values().removeIf(session -> !isUncovered(session));
        } else {
            sessions.values().stream()
                    .filter(session -> session.state() != SessionState.PENDING && isUncovered(session))
                    .forEach(session -> uncovered.put(session.id(), session));
        }
    }

    private boolean isUncovered(Session session) {
        return session.status().confirmed().isPresent()
                && session.status().confirmed().get().compareTo(latestReport) > 0;
    }
}
