package io.usher.core.model;

/** What a filtering rule does with those whom it is about. */
public enum FilterEffect {
    /** Lets them use the resource. */
    ALLOW,
    /** To them the resource is not there. */
    DENY
}
