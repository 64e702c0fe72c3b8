package io.usher.node.ticket;

/** Why a host refuses a ticket. The names are stable: they are logged and counted. */
public enum TicketRefusal {
    /** The text is no ticket of a version known here. */
    MALFORMED,
    /** No broker of the site is known to have the key. */
    UNKNOWN_KEY,
    /** The key did not sign these bytes. */
    BAD_SIGNATURE,
    /** Issued for another host. */
    OTHER_HOST,
    /** Issued for an earlier registration of this host. */
    OTHER_INCARNATION,
    /** Its time may be over, by the latest log time possible now. */
    EXPIRED,
    /** Its end lies further away than any ticket may live. */
    LIFETIME,
    /** A ticket can be used once. */
    ALREADY_USED,
    /** A later assignment of the session has been redeemed here. */
    SUPERSEDED,
    /** The memory of used tickets is full; wait for some to expire. */
    TOO_MANY
}
