package io.usher.core.model;

import java.util.OptionalInt;

/**
 * What administrators set on a host.
 *
 * @param weight share of load relative to other hosts, 1 to 10000; 100 is usual
 * @param maxSessions seats of this host, 1 to 100000; empty for the pool's number
 * @param logonControl who may log on
 * @param description free text for people, at most 512 characters
 */
public record HostSettings(int weight, OptionalInt maxSessions, LogonControl logonControl, String description) {

    /** Weight of a host on which none was set. */
    public static final int DEFAULT_WEIGHT = 100;
    /** Largest weight. */
    public static final int MAX_WEIGHT = 10_000;

    /** What a host has that registered without settings. */
    public static final HostSettings DEFAULTS =
            new HostSettings(DEFAULT_WEIGHT, OptionalInt.empty(), LogonControl.ENABLED, "");

    public HostSettings {
        Range.require("weight", weight, 1, MAX_WEIGHT);
        if (maxSessions.isPresent()) {
            Range.require("max sessions", maxSessions.getAsInt(), 1, PoolSettings.MAX_SEATS);
        }
        Identifier.requireText("description", description, Pool.MAX_DESCRIPTION);
    }
}
