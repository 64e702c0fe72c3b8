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

    /**
     * Slow enough to stay calm on a loaded machine with two processors; half of it lost the primary there after four
     * minutes at full load. A primary whose process has ended is followed at once, without waiting for this.
     */
    public static final ElectionSettings DEFAULTS =
            new ElectionSettings(Duration.ofMillis(600), Duration.ofMillis(1200));

    public ElectionSettings {
        Requirement.range("least election timeout", least, Duration.ofMillis(50), Duration.ofMinutes(1));
        Requirement.range("greatest election timeout", most, least.plusMillis(1), Duration.ofMinutes(2));
    }
}
