package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.VerdictCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search of one pool for a host.
 *
 * @param chosen the host, empty when none may take the session
 * @param candidates what was found, the chosen one first, then the next best, then rejected ones in order of id;
 *     bounded as in a decision
 * @param counts all hosts of the pool by verdict
 */
public record Placement(Optional<HostId> chosen, List<CandidateVerdict> candidates, List<VerdictCount> counts) {

    public Placement {
        candidates = List.copyOf(candidates);
        counts = List.copyOf(counts);
    }

    /**
     * Searches a pool.
     *
     * @param cursor the host that was chosen last in the pool
     */
    public static Placement search(PoolSettings settings, Ranking ranking, Optional<HostId> cursor) {
        List<CandidateVerdict> candidates =
                PlacementMethod.of(settings.method()).choose(ranking, cursor, Decision.MAX_CANDIDATES);
        Optional<HostId> chosen = candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(0).host());
        List<CandidateVerdict> rejected = ranking.rejected(Decision.MAX_CANDIDATES - candidates.size());
        if (!rejected.isEmpty()) {
            candidates = new ArrayList<>(candidates);
            candidates.addAll(rejected);
        }
        return new Placement(chosen, candidates, ranking.counts());
    }
}
