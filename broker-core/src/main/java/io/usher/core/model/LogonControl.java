package io.usher.core.model;

/** Who may log on to a host; set by administrators, survives restarts. */
public enum LogonControl {
    /** New sessions and reconnects. */
    ENABLED,
    /** Reconnects only. */
    DRAIN,
    /** Nobody, not even to reconnect. */
    DISABLED
}
