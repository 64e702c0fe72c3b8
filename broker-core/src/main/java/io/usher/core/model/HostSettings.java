package io.usher.core.model;

/**
 * What administrators set on a host.
 *
 * @param policy what it does not inherit from its pool
 * @param logonControl who may log on
 * @param description free text for people, at most 512 characters
 */
public record HostSettings(HostPolicy policy, LogonControl logonControl, String description) {

    /** What a host has that registered without settings. */
    public static final HostSettings DEFAULTS = new HostSettings(HostPolicy.INHERITED, LogonControl.ENABLED, "");

    public HostSettings {
        Identifier.requireText("description", description, Pool.MAX_DESCRIPTION);
    }

    public HostSettings withLogonControl(LogonControl control) {
        return new HostSettings(policy, control, description);
    }
}
