package io.usher.core.model;

/** What a step of a schedule does to the hosts of its pool. */
public enum ScheduleAction {
    /** Lets users only come back. */
    DRAIN,
    /** Lets users only come back, until the agent of each host starts again. */
    DRAIN_UNTIL_RESTART,
    /** Lets nobody in. */
    DISABLE,
    /** Has every session ended. */
    LOG_OFF,
    /** Lets everybody in. */
    ENABLE,
    /** Shows a message to everybody who is connected. */
    MESSAGE,
    /** Has every session ended by force: for those that did not log off. */
    RESET,
    /** Has the hosts start again. */
    REBOOT
}
