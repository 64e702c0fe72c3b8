package io.usher.core.placement;

import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;

/**
 * The fewest seats taken, as Azure Virtual Desktop defines it: the number counts, neither the host's seats nor its
 * weight. Spreads users over all hosts, which gives each the most of a machine.
 */
final class BreadthFirst implements PlacementMethod {

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        return ScoreTerms.ofSessions(eligible.taken(), EffectiveHostPolicy.DEFAULT_WEIGHT);
    }
}
