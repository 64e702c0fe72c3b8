package io.usher.core.model;

/** What somebody may do. */
public enum Role {
    /** Everything but to speak as a host. */
    ADMIN,
    /** What keeps a site going from day to day: sessions, logons, actions, the primary. */
    OPERATOR,
    /** Reads everything and changes nothing. */
    AUDITOR,
    /** Speaks for one host. */
    AGENT,
    /** Asks on behalf of any user: a portal or a gateway that has authenticated them. */
    GATEWAY,
    /** Asks on behalf of one user. */
    CLIENT
}
