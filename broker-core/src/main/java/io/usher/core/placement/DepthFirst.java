package io.usher.core.placement;

import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;

/**
 * The most seats taken of the hosts that have one left, as Azure Virtual Desktop defines it: the number counts, neither
 * the host's seats nor its weight. Fills one host before the next is begun, so that idle ones can be switched off.
 */
final class DepthFirst implements PlacementMethod {

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        return ScoreTerms.ofSessions(eligible.taken(), EffectiveHostPolicy.DEFAULT_WEIGHT);
    }

    @Override
    public long score(ScoreTerms terms) {
        return -terms.total();
    }
}
