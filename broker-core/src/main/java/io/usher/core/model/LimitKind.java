package io.usher.core.model;

/** Which limit on users was reached. */
public enum LimitKind {
    /** Sessions of one user in the whole site. */
    USER_IN_SITE,
    /** Sessions of one user in a pool. */
    USER_IN_POOL,
    /** Users of a resource. */
    USERS_OF_RESOURCE
}
