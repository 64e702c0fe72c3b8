package io.usher.node.replication;

import java.time.Duration;

/**
 * How long a secondary waits for its primary before it asks for votes: a random time between the two. Heartbeats come
 * in half of the least time.
 *
 * @param least 50 ms to 60 s
 * @param most longer than the least
 */
public record ElectionSettings(Duration least, Duration most) {

    /** Fast enough for a pause under a second, slow enough to stay calm on a loaded machine with two processors. */
    public static final ElectionSettings DEFAULTS =
            new ElectionSettings(Duration.ofMillis(300), Duration.ofMillis(600));

    public ElectionSettings {
        Requirement.range("least election timeout", least, Duration.ofMillis(50), Duration.ofMinutes(1));
        Requirement.range("greatest election timeout", most, least.plusMillis(1), Duration.ofMinutes(2));
    }
}
