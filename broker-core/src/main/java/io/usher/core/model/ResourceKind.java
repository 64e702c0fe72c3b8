package io.usher.core.model;

/** What a user sees. */
public enum ResourceKind {
    DESKTOP,
    APPLICATION
}
