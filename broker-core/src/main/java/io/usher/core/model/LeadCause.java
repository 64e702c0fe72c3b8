package io.usher.core.model;

/** Why a broker became the primary. */
public enum LeadCause {
    /** The one before was gone, or the site began. */
    ELECTION,
    /** Somebody wanted it. */
    PROMOTION
}
