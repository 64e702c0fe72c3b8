package io.usher.core.command;

import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.StandbySettings;
import java.time.Duration;

/**
 * A standby gets the vote of a broker that is missing, which is a standby from then on. Proposed by the primary, which
 * then has the group of brokers do so; another primary goes on where this one ended.
 *
 * @param missing who has a vote and does not answer, or does not keep up
 * @param standby who gets the vote
 * @param silence how long it has been missing, 0 to 100 years
 */
public record StandIn(BrokerId missing, BrokerId standby, Duration silence) implements Command {

    private static final Duration MAX_SILENCE = Duration.ofDays(36_525);

    /** Checks what would otherwise fail only when the command is carried out. */
    public StandIn {
        if (missing.equals(standby)) {
            throw new IllegalArgumentException("broker " + missing + " cannot stand in for itself");
        }
        if (silence.isNegative() || silence.compareTo(MAX_SILENCE) > 0) {
            throw new IllegalArgumentException("silence must be 0 to " + MAX_SILENCE + ", found " + silence);
        }
    }

    @Override
    public FeatureLevel needs() {
        return StandbySettings.LEVEL;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
