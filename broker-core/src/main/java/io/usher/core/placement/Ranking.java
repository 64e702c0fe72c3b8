package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.VerdictCount;
import java.util.List;
import java.util.Optional;

/** The hosts of one pool as they stand at present, kept up to date so that choosing costs O(log hosts). */
public interface Ranking {

    /** Hosts that may take a session, by score and then by id, demoted ones last; at most so many. */
    List<CandidateVerdict> best(int limit);

    /** Hosts that may take a session, in the order of ids after the given one, demoted ones last; at most so many. */
    List<CandidateVerdict> after(Optional<HostId> cursor, int limit);

    /** Hosts that may not take a session, in order of id, at most so many. */
    List<CandidateVerdict> rejected(int limit);

    /** All hosts by verdict; verdicts that no host has are left out. */
    List<VerdictCount> counts();
}
