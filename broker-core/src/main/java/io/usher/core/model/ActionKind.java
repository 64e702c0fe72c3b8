package io.usher.core.model;

/** What a host is told to do with a session. */
public enum ActionKind {
    /** End the session and everything that runs in it. */
    LOG_OFF,
    /** Take the client away and keep the session running. */
    DISCONNECT
}
