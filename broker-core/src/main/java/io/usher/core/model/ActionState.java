package io.usher.core.model;

/** What became of an action. */
public enum ActionState {
    /** Its host is to be told, or has been told and has not said what came of it. */
    PENDING,
    /** It was done. */
    DONE,
    /** Its host could not do it and says why. */
    FAILED,
    /** Nothing was heard of it in time. It may have been done. */
    TIMED_OUT,
    /** Its session, or its host, is no more; it was not done. */
    GONE
}
