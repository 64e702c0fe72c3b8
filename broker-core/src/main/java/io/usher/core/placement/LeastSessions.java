package io.usher.core.placement;

import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;

/**
 * The fewest seats taken, pending ones included, over the host's weight, as Microsoft's broker defines it: a host of
 * weight 200 carries twice the sessions of one of 100. Empty hosts are equal whatever they weigh.
 */
final class LeastSessions implements PlacementMethod {

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        return ScoreTerms.ofSessions(eligible.taken(), eligible.weight());
    }
}
