package io.usher.core.event;

/** What happened to a broker. */
public enum BrokerChange {
    /** It told its address, key or version. */
    REGISTERED,
    /** It is about to be given the lead. */
    PROMOTION_ORDERED,
    /** It leads the site. */
    LEADS,
    /** Another one leads, or was to lead. */
    LEADS_NO_MORE,
    /** It belongs to the site no more. */
    REMOVED,
    /** Its settings are others. */
    CONFIGURED,
    /** It was a standby and gets the vote of a broker that is missing. */
    STANDS_IN,
    /** It was missing; a standby gets its vote, and it is one itself from now on. */
    STANDS_DOWN
}
