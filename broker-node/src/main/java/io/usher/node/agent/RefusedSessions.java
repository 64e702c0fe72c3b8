package io.usher.node.agent;

import io.usher.core.model.SessionId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Sessions that were ended before their user arrived: their tickets are good no more. Bounded; a forgotten one is still
 * refused by the brokers while any of them answers. Used by the loop alone.
 */
final class RefusedSessions {
    private static final int MAXIMUM = 10_000;

    private final Set<SessionId> sessions = new LinkedHashSet<>();

    void add(SessionId session) {
        sessions.add(session);
        if (sessions.size() > MAXIMUM) {
            sessions.remove(sessions.iterator().next());
        }
    }

    boolean contains(SessionId session) {
        return sessions.contains(session);
    }
}
