package io.usher.core.model;

/** Why a broker became the primary. */
public enum LeadCause {
    /** The one before was gone, or the site began. */
    ELECTION,
    /** Somebody wanted it. */
    PROMOTION,
    /** It is preferred to the one that was elected. */
    PRIORITY,
    /** It is preferred, came back, and was steady for the time that was set. */
    FAILBACK
}
