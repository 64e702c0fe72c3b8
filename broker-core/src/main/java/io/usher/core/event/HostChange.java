package io.usher.core.event;

/** What happened to a host. */
public enum HostChange {
    /** It is new. */
    CREATED,
    /** Its agent started again or moved. */
    REGISTERED,
    /** It was lost and is back. */
    BACK,
    /** Administrators changed its settings. */
    CONFIGURED,
    /** It fell silent for too long. */
    LOST,
    /** It reported its load. */
    LOAD_REPORTED,
    /** A message of its agent was taken. */
    HEARD,
    /** Nobody arrived of those whom it was to let in. */
    LOGONS_FAILED,
    /** Somebody arrived, or its failed logons were long ago. */
    LOGONS_RECOVERED
}
