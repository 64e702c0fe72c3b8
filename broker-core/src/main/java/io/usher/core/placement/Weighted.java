package io.usher.core.placement;

import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;

/**
 * The fewest seats taken over the host's weight once this session is added: the divisor method of D'Hondt, which gives
 * out seats in proportion to weights. However many sessions are begun, no host has fewer than its share rounded down,
 * and a light host has to wait until its share comes to one. Nothing is remembered but the seats themselves, so that
 * shares come right again after sessions have ended, in whatever order.
 */
final class Weighted implements PlacementMethod {

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        return ScoreTerms.ofSessions(eligible.taken() + 1, eligible.weight());
    }
}
