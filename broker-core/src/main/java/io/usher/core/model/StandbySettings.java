package io.usher.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a broker is to be a standby: one that keeps a full copy without a vote, serves no agents and is never the
 * primary.
 *
 * @param standby whether it is to be one
 * @param standInAfter how long a voter must have been missing, 1 s to 1 day, until this broker gets its vote as long as
 *     it is a standby; empty for {@link #USUAL_PATIENCE}
 */
public record StandbySettings(boolean standby, Optional<Duration> standInAfter) {

    /** Longer than a machine takes to start again. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** Releases of lower levels know of no standbys. */
    public static final FeatureLevel LEVEL = new FeatureLevel(2);

    /** Of a broker that has a vote, and of which nobody has said anything. */
    public static final StandbySettings VOTES = new StandbySettings(false, Optional.empty());

    public StandbySettings {
        standInAfter.ifPresent(
                after -> Range.require("stand-in-after", after, Duration.ofSeconds(1), Duration.ofDays(1)));
    }

    /** The same patience of a broker that is to be a standby, or is not. */
    public StandbySettings withStandby(boolean other) {
        return new StandbySettings(other, standInAfter);
    }

    /** How long a voter must have been missing. */
    public Duration patience() {
        return standInAfter.orElse(USUAL_PATIENCE);
    }

    /** The feature level that the site must have. */
    public FeatureLevel needs() {
        return equals(VOTES) ? FeatureLevel.FIRST : LEVEL;
    }
}
