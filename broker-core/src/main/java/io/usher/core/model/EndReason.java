package io.usher.core.model;

/** Why a session ended. */
public enum EndReason {
    /** The host's inventory no longer lists it: the user logged off, or it was told to end. */
    GONE_FROM_HOST,
    /** Nobody redeemed its ticket in time. */
    LEASE_EXPIRED,
    /** Its host was lost and the user got a session elsewhere. */
    SUPERSEDED,
    /** Its host was removed from the site. */
    HOST_REMOVED,
    /** Ended on request before anybody arrived, or while its host was lost. */
    ENDED_ON_REQUEST
}
