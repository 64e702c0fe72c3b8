package io.usher.core.model;

/** Whether the brokers can count on a host. */
public enum HostState {
    /** Its agent holds a lease, or may still hold one. */
    UP,
    /** Silent for so long that its lease is certainly over; its sessions are LOST. Ends with a new registration. */
    LOST
}
