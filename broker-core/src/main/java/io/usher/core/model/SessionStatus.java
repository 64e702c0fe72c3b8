package io.usher.core.model;

import java.util.Optional;

/**
 * Where a session is in its life.
 *
 * @param since when the state began
 * @param hostKey the host's own name for the session; empty until the host reports it
 * @param confirmed when the host first confirmed that the user arrived; empty before
 * @param action what the host has been told to do
 * @param endReason present exactly when the state is ENDED
 * @param unusedSince since when no application is open in it, where its host can tell
 */
public record SessionStatus(
        SessionState state,
        LogTime since,
        Optional<String> hostKey,
        Optional<LogPosition> confirmed,
        Optional<SessionAction> action,
        Optional<EndReason> endReason,
        Optional<LogTime> unusedSince) {

    /** Longest name that a host may give a session, in characters. */
    public static final int MAX_HOST_KEY = 128;

    public SessionStatus {
        hostKey.ifPresent(key -> Identifier.requireText("host's key of a session", key, MAX_HOST_KEY));
        if (endReason.isPresent() != (state == SessionState.ENDED)) {
            throw new IllegalArgumentException("an end reason belongs to ENDED alone, found it with " + state);
        }
    }

    public static SessionStatus pending(LogTime now) {
        return new SessionStatus(
                SessionState.PENDING,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Moves to another state; staying keeps the time at which the state began. Whether applications are open in it is
     * for the host to tell anew.
     */
    public SessionStatus in(SessionState next, LogTime now) {
        return new SessionStatus(
                next, next == state ? since : now, hostKey, confirmed, action, Optional.empty(), Optional.empty());
    }

    /** The host tells whether applications are open in it. */
    public SessionStatus unusedSince(Optional<LogTime> time) {
        return new SessionStatus(state, since, hostKey, confirmed, action, endReason, time);
    }

    /**
     * The session ended on its host and somebody may still arrive: the host's name and confirmation are void, and so is
     * an order to take the client away.
     */
    public SessionStatus awaited(LogTime now) {
        SessionStatus pending = pending(now);
        return action.filter(order -> order.kind().endsSession())
                .map(pending::withAction)
                .orElse(pending);
    }

    public SessionStatus ended(EndReason reason, LogTime now) {
        return new SessionStatus(
                SessionState.ENDED, now, hostKey, confirmed, Optional.empty(), Optional.of(reason), Optional.empty());
    }

    public SessionStatus withAction(SessionAction newAction) {
        return new SessionStatus(state, since, hostKey, confirmed, Optional.of(newAction), endReason, unusedSince);
    }

    public SessionStatus withoutAction() {
        return new SessionStatus(state, since, hostKey, confirmed, Optional.empty(), endReason, unusedSince);
    }

    public SessionStatus withHostKey(String key) {
        return new SessionStatus(state, since, Optional.of(key), confirmed, action, endReason, unusedSince);
    }

    /** The host confirmed the arrival; only the first confirmation is kept. */
    public SessionStatus confirmedAt(LogPosition position) {
        return confirmed.isPresent()
                ? this
                : new SessionStatus(state, since, hostKey, Optional.of(position), action, endReason, unusedSince);
    }
}
