package io.usher.core.placement;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolSettings;
import java.util.List;
import java.util.Optional;

/** How a pool chooses among the hosts that may take a session. Pure: equal arguments give equal answers. */
interface PlacementMethod {

    /** The method of that name. */
    static PlacementMethod of(BalancingMethod method) {
        return switch (method) {
            case RESOURCE_BASED -> new ResourceBased();
            case ROUND_ROBIN -> new RoundRobin();
        };
    }

    /** How a host that may take a session compares with others; asked whenever the host changes. */
    CandidateVerdict score(Candidate eligible, PoolSettings settings);

    /**
     * Puts hosts in order, the chosen one first.
     *
     * @param cursor the host that was chosen last in this pool
     * @param limit most hosts to return
     */
    List<CandidateVerdict> choose(Ranking ranking, Optional<HostId> cursor, int limit);
}
