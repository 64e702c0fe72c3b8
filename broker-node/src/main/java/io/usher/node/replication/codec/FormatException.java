package io.usher.node.replication.codec;

/** Bytes are not what this version writes or reads. Never to be skipped: a broker that guesses diverges. */
public final class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
