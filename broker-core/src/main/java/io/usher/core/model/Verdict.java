package io.usher.core.model;

/** What placement found about one host. */
public enum Verdict {
    /** May take the session. */
    ELIGIBLE,
    /** May take the session, after all others: its logons have failed. */
    DEMOTED,
    /** Its agent is silent. */
    LOST,
    /** Logon control lets nobody in. */
    DISABLED,
    /** Logon control lets only reconnects in. */
    DRAINING,
    /** It belongs to another user or device. */
    BOUND,
    /** It belongs to nobody yet and somebody's session is on it. */
    OCCUPIED,
    /** It belongs to the user or the device and was removed from the site. */
    REMOVED,
    /** Every seat is taken. */
    FULL,
    /** As many logons are under way as the pool allows on one host. */
    LOGONS_PENDING,
    /** It does not carry a label that the resource requires. */
    UNSUITABLE,
    /** The user has as many sessions in its pool as the pool allows. */
    USER_LIMIT,
    /** Others wait for a seat in its pool. */
    AWAITED;

    /** Whether the host may take the session. */
    public boolean isPlaceable() {
        return this == ELIGIBLE || this == DEMOTED;
    }
}
