package io.usher.core.model;

/** How a session that nobody is connected to is found again, where users may have several. */
public enum ReconnectMatch {
    /** By user: from whatever client. */
    USER,
    /** By user and address: only from a client with the address that the session was last assigned to. */
    USER_AND_ADDRESS
}
