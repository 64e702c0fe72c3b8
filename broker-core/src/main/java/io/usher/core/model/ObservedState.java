package io.usher.core.model;

/** What a host sees of a session. */
public enum ObservedState {
    /** The ticket was accepted; the session is starting and its source does not show it yet. */
    ARRIVING,
    /** A client is connected. */
    ACTIVE,
    /** A client is connected, and its user has done nothing for a while. */
    IDLE,
    /** No client is connected. */
    DISCONNECTED;

    /** The state of a session of which the host sees this. */
    public SessionState state() {
        return switch (this) {
            case ARRIVING, ACTIVE -> SessionState.ACTIVE;
            case IDLE -> SessionState.IDLE;
            case DISCONNECTED -> SessionState.DISCONNECTED;
        };
    }
}
