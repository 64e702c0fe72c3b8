package io.usher.core.command;

/** Why a command was not carried out. Nothing was changed by it. */
public enum RefusalReason {
    SCHEDULE_EXISTS,
    SCHEDULE_NOT_FOUND,
    /** An occurrence of the schedule was begun and is not over. */
    SCHEDULE_UNDER_WAY,
    /** The step was done, or others come before it. */
    STEP_NOT_NEXT,
    /** The time of the step has not come. */
    STEP_NOT_DUE,
    /** The request id was used for another request. */
    REQUEST_ID_REUSED,
    /** The object was changed since the caller read it. */
    ETAG_MISMATCH,
    /** The site has a name already. */
    SITE_EXISTS,
    /** The site has no name yet. */
    SITE_NOT_FOUNDED,
    /** The site does not have the feature level that the command needs. */
    FEATURE_LEVEL_TOO_LOW,
    /** The site has a higher feature level; it is never lowered. */
    FEATURE_LEVEL_LOWERED,
    BROKER_NOT_FOUND,
    /** The broker leads the site. */
    BROKER_IS_PRIMARY,
    /** The broker was removed; its id is not used again. */
    BROKER_REMOVED,
    /** The identity does not have the role. */
    ROLE_NOT_GRANTED,
    /** Nobody in the role table would be an administrator any more. */
    LAST_ADMINISTRATOR,
    /** The broker is disabled. */
    BROKER_DISABLED,
    /** The broker is a standby. */
    BROKER_IS_STANDBY,
    /** The broker is no standby: it has a vote. */
    BROKER_NOT_STANDBY,
    /** As many objects of this kind exist as a site may have. */
    TOO_MANY,
    POOL_EXISTS,
    POOL_NOT_FOUND,
    /** Hosts or resources belong to the pool. */
    POOL_IN_USE,
    RESOURCE_EXISTS,
    RESOURCE_NOT_FOUND,
    /** An application must have a command line. */
    COMMAND_LINE_MISSING,
    /** The resource is in maintenance. */
    RESOURCE_IN_MAINTENANCE,
    /** A filtering rule keeps the user or the client out. */
    ACCESS_DENIED,
    FOLDER_EXISTS,
    FOLDER_NOT_FOUND,
    /** Folders or resources are in the folder. */
    FOLDER_NOT_EMPTY,
    /** The folder would lie in itself. */
    FOLDER_IN_ITSELF,
    /** More folders would lie in each other than may. */
    FOLDER_TOO_DEEP,
    HOST_NOT_FOUND,
    /** The host belongs to another pool. */
    HOST_IN_OTHER_POOL,
    /** A host that is up cannot be removed: its agent must be stopped first. */
    HOST_IS_UP,
    /** Fewer hosts of the pool would be open than must be. */
    TOO_FEW_OPEN_HOSTS,
    /** The host of the user's session lets nobody in. */
    HOST_DISABLED,
    /** The host is lost and has to register again. */
    HOST_IS_LOST,
    /** The message is from an earlier life of the host's agent. */
    STALE_INCARNATION,
    /** The message was overtaken by a later one. */
    STALE_EPOCH,
    /** The host was not silent long enough. */
    LEASE_NOT_OVER,
    SESSION_NOT_FOUND,
    /** The session is not in a state in which this can be done. */
    ILLEGAL_STATE,
    /** The user's session is being logged off; a new one can be had when it is gone. */
    SESSION_ENDING,
    /** The host, or the owner in this pool, has a binding already. */
    BINDING_EXISTS,
    BINDING_NOT_FOUND,
    /** The host that belongs to the user or the device cannot take the session; no other may. */
    BOUND_HOST_UNAVAILABLE,
    /** Hosts belong to devices and the client does not tell its name. */
    CLIENT_NAME_MISSING,
    /** No host can take the session. */
    NO_SEAT,
    /** As many wait as may. */
    QUEUE_FULL,
    /** No such place in a queue: it was given up, or the one who waited has a session. */
    NOT_WAITING,
    /** No seat became free in the time that the client would wait. */
    WAIT_TIMED_OUT,
    /** The client or an operator gave the place up. */
    WAIT_CANCELLED,
    /** The client was not connected to any broker for too long. */
    CLIENT_GONE,
    /** The user has as many sessions as one may have. */
    USER_LIMIT_REACHED,
    /** As many users have the resource as may have it. */
    RESOURCE_LIMIT_REACHED,
    /** A later assignment of the session made the ticket void. */
    STALE_FENCE,
    /** The ticket was redeemed before. */
    TICKET_USED,
    /** The ticket was not redeemed in time. */
    TICKET_EXPIRED,
    /** The ticket is for another host or another life of the host's agent. */
    TICKET_FOR_OTHER_HOST
}
