package io.usher.node.agent.session;

import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sessions that exist only here: one appears when a user arrives, and does what it is told at once. For tests, the demo
 * and load. Safe for use by several threads.
 */
public final class SimulatedSessionSource implements SessionSource {
    private final Map<String, ObservedSession> sessions = new TreeMap<>();
    private long arrivals;

    /**
     * Lets a user in: attaches the disconnected session of that user, or begins a new one.
     *
     * @return the key of the session
     */
    public synchronized String arrive(UserName user) {
        Optional<ObservedSession> own = sessions.values().stream()
                .filter(session -> session.user().equals(user))
                .findFirst();
        if (own.isPresent()) {
            change(own.get().key(), ObservedState.ACTIVE);
            return own.get().key();
        }
        String key = "simulated-" + ++arrivals;
        sessions.put(key, new ObservedSession(key, user, ObservedState.ACTIVE, Optional.empty(), Instant.now()));
        return key;
    }

    /** Lets a user go and keeps the session running. */
    public synchronized void leave(UserName user) {
        List<String> own = sessions.values().stream()
                .filter(session -> session.user().equals(user))
                .map(ObservedSession::key)
                .toList();
        own.forEach(this::disconnect);
    }

    @Override
    public synchronized List<ObservedSession> observe() {
        return List.copyOf(sessions.values());
    }

    @Override
    public synchronized void end(String key) {
        sessions.remove(key);
    }

    @Override
    public synchronized void disconnect(String key) {
        change(key, ObservedState.DISCONNECTED);
    }

    /** Returns how many sessions have a client. */
    public synchronized int active() {
        return (int) sessions.values().stream()
                .filter(session -> session.state() == ObservedState.ACTIVE)
                .count();
    }

    private void change(String key, ObservedState state) {
        sessions.computeIfPresent(
                key,
                (same, session) ->
                        new ObservedSession(key, session.user(), state, session.clientAddress(), session.started()));
    }
}
