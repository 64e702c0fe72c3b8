package io.usher.core.model;

import java.util.OptionalInt;

/**
 * When sessions that nobody works in are logged off. Inherited like all settings of hosts; empty where nothing is said.
 *
 * @param lingerSeconds how long a session of an application stays once no application is open in it, or nobody is
 *     connected to it, 0 for ever, at most 30 days
 * @param disconnectedSeconds how long any session stays that nobody is connected to, 0 for ever, at most 30 days
 */
public record SessionTimeouts(OptionalInt lingerSeconds, OptionalInt disconnectedSeconds) {

    /** Longest time that can be set, in seconds: 30 days. */
    public static final int MAX_SECONDS = 30 * 24 * 60 * 60;
    /** Says nothing. */
    public static final SessionTimeouts INHERITED = new SessionTimeouts(OptionalInt.empty(), OptionalInt.empty());

    public SessionTimeouts {
        if (lingerSeconds.isPresent()) {
            Range.require("linger timeout in seconds", lingerSeconds.getAsInt(), 0, MAX_SECONDS);
        }
        if (disconnectedSeconds.isPresent()) {
            Range.require("disconnected timeout in seconds", disconnectedSeconds.getAsInt(), 0, MAX_SECONDS);
        }
    }
}
