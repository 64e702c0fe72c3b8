package io.usher.node.agent.session;

/** The sessions of a host could not be seen or changed. The state of the host is unknown and is asked for again. */
public final class SessionSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong, for counting and for deciding whether waiting helps. */
    public enum Kind {
        /** A program or file of the host could not be used at all. */
        UNAVAILABLE,
        /** The source did not answer within its time limit. */
        TIMEOUT,
        /** The source answered something that is not a list of sessions. */
        MALFORMED,
        /** The source reported that it failed. */
        FAILED,
        /** The source said more than it may. */
        TOO_LARGE,
        /** The source cannot do it at all. */
        UNSUPPORTED
    }

    /** Creates an exception that names what was expected and found. */
    public SessionSourceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Creates an exception with what caused it. */
    public SessionSourceException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What a source cannot do, at least not as it was set up. */
    static SessionSourceException unsupported(String what) {
        return new SessionSourceException(Kind.UNSUPPORTED, "this agent was not set up to " + what);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }
}
