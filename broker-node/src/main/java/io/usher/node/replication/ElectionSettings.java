package io.usher.node.replication;

import java.time.Duration;

/**
 * How long a primary may be silent. After the least time the secondaries ask each other, and the one with the longest
 * log stands for election. Where that led to nothing, each stands after a random time between the two. Heartbeats come
 * in half of the least time.
 *
 * @param least 50 ms to 60 s
 * @param most longer than the least
 * @param first the least time until the first election after a start, from the least on
 */
public record ElectionSettings(Duration least, Duration most, Duration first) {

    /** Longer than it takes a primary to reach a broker that has just started. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    /**
     * Slow enough to stay calm on a loaded machine with two processors; half of it lost the primary there after four
     * minutes at full load. A primary whose process has ended is followed at once, without waiting for this.
     */
    public static final ElectionSettings DEFAULTS =
            new ElectionSettings(Duration.ofMillis(600), Duration.ofMillis(1200));

    public ElectionSettings {
        Requirement.range("least election timeout", least, Duration.ofMillis(50), Duration.ofMinutes(1));
        Requirement.range("greatest election timeout", most, least.plusMillis(1), Duration.ofMinutes(2));
        Requirement.range("first election timeout", first, least, Duration.ofMinutes(2));
    }

    /** The first election after a start is no different. */
    public ElectionSettings(Duration least, Duration most) {
        this(least, most, least);
    }

    /** The same for a broker that first of all has to hear how its group has changed. */
    public ElectionSettings patient() {
        return new ElectionSettings(least, most, least.compareTo(PATIENT) > 0 ? least : PATIENT);
    }
}
