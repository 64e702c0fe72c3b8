package io.usher.node.agent.session;

import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sessions that exist only here: one appears when a user arrives, and does what it is told at once. For tests, the demo
 * and load. Safe for use by several threads.
 */
public final class SimulatedSessionSource implements SessionSource {
    private static final int MOST_MESSAGES = 1_000;

    private final Map<String, ObservedSession> sessions = new TreeMap<>();
    private final Deque<UserMessage> messages = new ArrayDeque<>();
    private final Runnable restart;
    private long arrivals;

    /** Sessions of a host that cannot be started again. */
    public SimulatedSessionSource() {
        this(() -> {});
    }

    /**
     * Sessions of a host that can be started again.
     *
     * @param restart starts its agent again
     */
    public SimulatedSessionSource(Runnable restart) {
        this.restart = restart;
    }

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
        ownOf(user).forEach(this::disconnect);
    }

    /** Lets a user do nothing, or something again. */
    public synchronized void idle(UserName user, boolean isIdle) {
        ownOf(user).forEach(key -> change(key, isIdle ? ObservedState.IDLE : ObservedState.ACTIVE));
    }

    /** Lets a user close the last application, and stay connected. */
    public synchronized void closeApplications(UserName user) {
        ownOf(user)
                .forEach(key -> sessions.computeIfPresent(
                        key,
                        (same, session) -> new ObservedSession(
                                key, user, session.state(), session.clientAddress(), session.started(), true)));
    }

    private List<String> ownOf(UserName user) {
        return sessions.values().stream()
                .filter(session -> session.user().equals(user))
                .map(ObservedSession::key)
                .toList();
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

    @Override
    public void reset(String key) {
        end(key);
    }

    @Override
    public synchronized void message(String key, UserMessage message) throws SessionSourceException {
        ObservedSession session = sessions.get(key);
        if (session == null || session.state() == ObservedState.DISCONNECTED) {
            throw new SessionSourceException(SessionSourceException.Kind.FAILED, "nobody is connected");
        }
        messages.addLast(message);
        if (messages.size() > MOST_MESSAGES) {
            messages.removeFirst();
        }
    }

    /** Returns the latest messages that were shown, the oldest first. */
    public synchronized List<UserMessage> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void reboot() {
        synchronized (this) {
            sessions.clear();
        }
        restart.run();
    }

    /** Returns how many sessions have a client. */
    public synchronized int active() {
        return (int) sessions.values().stream()
                .filter(session -> session.state() != ObservedState.DISCONNECTED)
                .count();
    }

    private void change(String key, ObservedState state) {
        sessions.computeIfPresent(
                key,
                (same, session) ->
                        new ObservedSession(key, session.user(), state, session.clientAddress(), session.started()));
    }
}
