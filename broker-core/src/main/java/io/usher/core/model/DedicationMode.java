package io.usher.core.model;

/** Whether the hosts of a pool belong to somebody, and to whom. */
public enum DedicationMode {
    /** To nobody: whoever comes gets any of them. */
    OFF,
    /** To users: each user has one. */
    USER,
    /** To devices: each client machine has one, by its name. */
    DEVICE
}
