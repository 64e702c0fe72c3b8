package io.usher.node.replication;

/** Another change of the group is under way. Nothing was changed; the same may be asked for when that one is done. */
public final class GroupBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GroupBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
