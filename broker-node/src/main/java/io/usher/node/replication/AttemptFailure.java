package io.usher.node.replication;

/** Why one attempt to have a command committed failed. */
public enum AttemptFailure {
    /** The broker that was asked does not lead. Nothing was submitted. */
    NOT_PRIMARY,
    /** As much work is under way as may be. Nothing was submitted. */
    OVERLOADED,
    /** The deadline passed first. Nothing was submitted. */
    EXPIRED,
    /** The command may or may not be carried out. */
    OUTCOME_UNKNOWN,
    /** The primary is of an older version and cannot read the command. Nothing was submitted. */
    UNREADABLE;

    /** Whether the command may have entered the log. */
    public boolean mayHaveEntered() {
        return this == OUTCOME_UNKNOWN;
    }
}
