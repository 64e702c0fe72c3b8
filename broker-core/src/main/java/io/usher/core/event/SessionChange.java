package io.usher.core.event;

/** What happened to a session. */
public enum SessionChange {
    /** It was assigned to a user for the first time. */
    GRANTED,
    /** It was assigned to its user again. */
    REGRANTED,
    /** Its ticket was redeemed. */
    REDEEMED,
    /** Its host reported it, changed or for the first time. */
    OBSERVED,
    /** Its host reported it and no broker had assigned it. */
    ADOPTED,
    /** Its host was told to do something. */
    ACTION_REQUESTED,
    /** What its host was told to do is not to be done any more. */
    ACTION_WITHDRAWN,
    /** Its host was lost. */
    LOST,
    /** It is over. */
    ENDED
}
