package io.usher.core.model;

import java.util.List;

/** Where a session is in its life. The legal moves stand here and nowhere else. */
public enum SessionState {
    /** Granted; the host has not confirmed it. Holds a seat until its lease ends. */
    PENDING,
    /** The user is connected. */
    ACTIVE,
    /** The user is connected and has done nothing for a while, as far as the host can tell. */
    IDLE,
    /** Runs on its host with no client connected. */
    DISCONNECTED,
    /** Its host is lost; it may still run there, out of reach. */
    LOST,
    /** Over. Kept for a while, so that a host that still runs it can be told. */
    ENDED;

    /** Whether a session of this state may become one of the other state. Staying is always legal. */
    public boolean mayBecome(SessionState next) {
        return this == next || moves().contains(next);
    }

    /** Whether a new session may begin in this state: granted by a broker, or found by a host. */
    public boolean mayBegin() {
        return this == PENDING || isConfirmed();
    }

    /** Whether the host shows it: somebody arrived. */
    public boolean isConfirmed() {
        return hasClient() || this == DISCONNECTED;
    }

    /** Whether a client is connected. */
    public boolean hasClient() {
        return this == ACTIVE || this == IDLE;
    }

    /** Whether a session of this state takes a seat on its host. */
    public boolean holdsSeat() {
        return this != ENDED;
    }

    private List<SessionState> moves() {
        return switch (this) {
            case PENDING -> List.of(ACTIVE, IDLE, DISCONNECTED, LOST, ENDED);
            // Back to PENDING: it ended on its host while a new ticket for it was out.
            case ACTIVE -> List.of(PENDING, IDLE, DISCONNECTED, LOST, ENDED);
            case IDLE -> List.of(PENDING, ACTIVE, DISCONNECTED, LOST, ENDED);
            case DISCONNECTED -> List.of(PENDING, ACTIVE, IDLE, LOST, ENDED);
            case LOST -> List.of(ACTIVE, IDLE, DISCONNECTED, ENDED);
            case ENDED -> List.of();
        };
    }
}
