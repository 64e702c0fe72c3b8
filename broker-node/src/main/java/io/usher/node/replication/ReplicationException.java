package io.usher.node.replication;

/** A command or read did not get through. Refusals of the core are not exceptions: they are committed replies. */
public final class ReplicationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller may conclude. */
    public enum Meaning {
        /** Nothing was submitted: no broker led the site before the deadline. */
        NO_PRIMARY,
        /** Nothing was submitted: as much work is under way as may be. */
        OVERLOADED,
        /** Nothing was submitted: this broker is starting or catching up. */
        NOT_READY,
        /** Nothing was submitted: the deadline passed first. */
        EXPIRED,
        /** Nothing was submitted: the command is larger than an entry of the log may be. Asking again will not help. */
        TOO_LARGE,
        /** It may or may not have been carried out; asking again with the same request id tells. */
        OUTCOME_UNKNOWN
    }

    private final Meaning meaning;

    public ReplicationException(Meaning meaning, String message) {
        super(message);
        this.meaning = meaning;
    }

    public ReplicationException(Meaning meaning, String message, Throwable cause) {
        super(message, cause);
        this.meaning = meaning;
    }

    public Meaning meaning() {
        return meaning;
    }
}
