package io.usher.core.model;

/** Where a session is in its life. The legal moves stand here and nowhere else. */
public enum SessionState {
    /** Granted; the host has not confirmed it. Holds a seat until its lease ends. */
    PENDING,
    /** The user is connected. */
    ACTIVE,
    /** Runs on its host with no client connected. */
    DISCONNECTED,
    /** Its host is lost; it may still run there, out of reach. */
    LOST,
    /** Over. Kept for a while, so that a host that still runs it can be told. */
    ENDED;

    /** Whether a session of this state may become one of the other state. Staying is always legal. */
    public boolean mayBecome(SessionState next) {
        if (this == next) {
            return true;
        }
        return switch (this) {
            case PENDING -> true;
            // Back to PENDING: it ended on its host while a new ticket for it was out.
            case ACTIVE, DISCONNECTED -> true;
            case LOST -> next != PENDING;
            case ENDED -> false;
        };
    }

    /** Whether a session of this state takes a seat on its host. */
    public boolean holdsSeat() {
        return this != ENDED;
    }
}
