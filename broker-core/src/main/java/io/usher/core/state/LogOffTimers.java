package io.usher.core.state;

import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When sessions that nobody works in are to be logged off. An index: follows from sessions, resources and the settings
 * in effect on hosts, and whoever writes one of these has the times of the sessions concerned worked out anew.
 */
final class LogOffTimers {

    private record Due(LogTime time, SessionId session) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : session.compareTo(other.session);
        }
    }

    private final SortedMap<SessionId, LogTime> bySession = new TreeMap<>();
    private final NavigableSet<Due> inOrder = new TreeSet<>();

    /**
     * Sets or clears the time of a session.
     *
     * @param time when it is to be logged off; empty for never, and for a session that is no more
     */
    void set(SessionId session, Optional<LogTime> time) {
        LogTime before = time.isPresent() ? bySession.put(session, time.get()) : bySession.remove(session);
        if (before != null) {
            inOrder.remove(new Due(before, session));
        }
        time.ifPresent(due -> inOrder.add(new Due(due, session)));
    }

    Optional<LogTime> next() {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.first().time());
    }

    /** Those whose time has come, in order of time and id. */
    List<SessionId> due(LogTime now, int limit) {
        return inOrder.stream()
                .takeWhile(due -> !due.time().isAfter(now))
                .limit(limit)
                .map(Due::session)
                .toList();
    }
}
