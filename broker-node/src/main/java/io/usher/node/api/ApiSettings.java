package io.usher.node.api;

import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param defaultDeadline of a call whose client set none, 100 ms to the longest
 * @param longestDeadline of any call but a stream, at most 10 min; longer ones are cut
 * @param progressInterval how often an idle watch is told how far it has come, 100 ms to 1 h
 */
public record ApiSettings(Duration defaultDeadline, Duration longestDeadline, Duration progressInterval) {

    /** A client that sets no deadline waits out an election and no more. */
    public static final ApiSettings DEFAULTS =
            new ApiSettings(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(10));

    public ApiSettings {
        require("default deadline", defaultDeadline, Duration.ofMillis(100), longestDeadline);
        require("longest deadline", longestDeadline, Duration.ofMillis(100), Duration.ofMinutes(10));
        require("progress interval", progressInterval, Duration.ofMillis(100), Duration.ofHours(1));
    }

    private static void require(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", found " + value);
        }
    }
}
