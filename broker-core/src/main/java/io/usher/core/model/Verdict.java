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
    /** Every seat is taken. */
    FULL,
    /** As many logons are under way as the pool allows on one host. */
    LOGONS_PENDING,
    /** The user has as many sessions in its pool as the pool allows. */
    USER_LIMIT,
    /** Others wait for a seat in its pool. */
    AWAITED;

    /** Whether the host may take the session. */
    public boolean isPlaceable() {
        return this == ELIGIBLE || this == DEMOTED;
    }
}
