package io.usher.node.replication;

/** The group of brokers was not changed as asked for; the message says why, in words for an operator. */
public final class GroupChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GroupChangeException(String message) {
        super(message);
    }

    public GroupChangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
