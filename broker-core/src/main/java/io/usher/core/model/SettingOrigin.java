package io.usher.core.model;

/** Where a setting in effect was set, the nearest first. */
public enum SettingOrigin {
    /** On the host itself. */
    HOST,
    /** On the one pool that the host belongs to. */
    POOL,
    /** On the site. */
    SITE,
    /** Nowhere: the default. */
    DEFAULT
}
