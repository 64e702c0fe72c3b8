package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next host in the order of ids after the one chosen last; the score is the place in that order. */
final class RoundRobin implements PlacementMethod {

    @Override
    public List<CandidateVerdict> rank(List<Candidate> eligible, PoolSettings settings, Optional<HostId> cursor) {
        List<HostId> order = new ArrayList<>();
        List<HostId> wrapped = new ArrayList<>();
        for (Candidate candidate : eligible) {
            boolean behind = cursor.isEmpty() || candidate.id().compareTo(cursor.get()) > 0;
            (behind ? order : wrapped).add(candidate.id());
        }
        order.addAll(wrapped);
        List<CandidateVerdict> ranked = new ArrayList<>();
        for (HostId host : order) {
            ranked.add(new CandidateVerdict(host, Verdict.ELIGIBLE, ranked.size(), ScoreTerms.NONE));
        }
        return ranked;
    }
}
