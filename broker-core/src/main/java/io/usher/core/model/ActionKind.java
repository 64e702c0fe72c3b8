package io.usher.core.model;

/** What a host is told to do, with a session or by itself. */
public enum ActionKind {
    /** End the session and everything that runs in it, as if its user had logged off. */
    LOG_OFF,
    /** Take the client away and keep the session running. */
    DISCONNECT,
    /** Show the user a message. */
    MESSAGE,
    /** End the session and everything that runs in it by force. */
    RESET,
    /** Start the host itself again. */
    REBOOT;

    /** Whether the session is over when it is done. */
    public boolean endsSession() {
        return this == LOG_OFF || this == RESET;
    }

    /** Whether it changes the session, so that the session itself shows that it is to be done. */
    public boolean changesSession() {
        return endsSession() || this == DISCONNECT;
    }
}
