package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next host in the order of ids after the one chosen last; the score is the place in that order. */
final class RoundRobin implements PlacementMethod {

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        return ScoreTerms.NONE;
    }

    @Override
    public List<CandidateVerdict> choose(Ranking ranking, Optional<HostId> cursor, int limit) {
        List<CandidateVerdict> inTurn = new ArrayList<>(limit);
        for (CandidateVerdict next : ranking.after(cursor, limit)) {
            inTurn.add(new CandidateVerdict(next.host(), next.verdict(), inTurn.size(), next.terms()));
        }
        return inTurn;
    }
}
