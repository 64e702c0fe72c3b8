package io.usher.core.model;

/** Which rule decided an assignment. */
public enum DecisionRule {
    /** The user's disconnected session was found again. */
    RECONNECTED,
    /** The user's connected or pending session was returned rather than a second one made. */
    EXISTING_SESSION,
    /** The user's session of another application was returned, as both can run in it. */
    SHARED_SESSION,
    /** A host was chosen by the pool's method. */
    PLACED,
    /** The host that belongs to the user or the device. */
    DEDICATED,
    /** The host that belongs to the user or the device could not take the session; no other may. */
    BOUND_HOST_UNAVAILABLE,
    /** No host could take the session. */
    NO_SEAT,
    /** No host could take the session, and the user waits. */
    QUEUED,
    /** The user, or the resource, had as many sessions or users as are allowed. */
    OVER_LIMIT,
    /** A filtering rule kept the user or the client out. */
    ACCESS_DENIED
}
