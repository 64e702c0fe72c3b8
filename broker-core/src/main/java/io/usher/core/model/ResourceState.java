package io.usher.core.model;

/** Whether a resource can be used. */
public enum ResourceState {
    ENABLED,
    /** Hidden: to a user it does not exist. */
    DISABLED,
    /** Shown, but refused with the maintenance message. */
    MAINTENANCE
}
