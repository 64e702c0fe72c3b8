package io.usher.core.placement;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import java.util.List;
import java.util.Optional;

/** How a pool chooses among the hosts that may take a session. Pure: equal arguments give equal answers. */
interface PlacementMethod {

    /** The method of that name. */
    static PlacementMethod of(BalancingMethod method) {
        return switch (method) {
            case RESOURCE_BASED -> new ResourceBased();
            case ROUND_ROBIN -> new RoundRobin();
            case LEAST_SESSIONS -> new LeastSessions();
            case BREADTH_FIRST -> new BreadthFirst();
            case DEPTH_FIRST -> new DepthFirst();
            case WEIGHTED -> new Weighted();
        };
    }

    /** What a host that may take a session is compared by; asked whenever the host changes. */
    ScoreTerms terms(Candidate eligible, PoolSettings settings);

    /** The terms as one number, the lowest first. */
    default long score(ScoreTerms terms) {
        return terms.total();
    }

    /**
     * Puts hosts in order, the chosen one first.
     *
     * @param cursor the host that was chosen last in this pool
     * @param limit most hosts to return
     */
    default List<CandidateVerdict> choose(Ranking ranking, Optional<HostId> cursor, int limit) {
        return ranking.best(limit);
    }
}
