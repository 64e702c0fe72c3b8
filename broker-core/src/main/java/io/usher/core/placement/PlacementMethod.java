package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolSettings;
import java.util.List;
import java.util.Optional;

/** How a pool chooses among the hosts that may take a session. Pure: equal arguments give equal answers. */
interface PlacementMethod {

    /**
     * Orders the candidates, best first.
     *
     * @param eligible hosts that may take the session, in order of id, at least one
     * @param cursor the host that the method chose last in this pool
     */
    List<CandidateVerdict> rank(List<Candidate> eligible, PoolSettings settings, Optional<HostId> cursor);
}
