package io.usher.core.model;

/** Who may log on to a host; set by administrators, survives restarts unless it says otherwise. */
public enum LogonControl {
    /** New sessions and reconnects. */
    ENABLED,
    /** Reconnects only. */
    DRAIN,
    /** Nobody, not even to reconnect. */
    DISABLED,
    /** Reconnects only, until the host's agent starts again; then ENABLED. */
    DRAIN_UNTIL_RESTART
}
