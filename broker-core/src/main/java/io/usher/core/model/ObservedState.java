package io.usher.core.model;

/** What a host sees of a session. */
public enum ObservedState {
    /** The ticket was accepted; the session is starting and its source does not show it yet. */
    ARRIVING,
    /** A client is connected. */
    ACTIVE,
    /** No client is connected. */
    DISCONNECTED
}
