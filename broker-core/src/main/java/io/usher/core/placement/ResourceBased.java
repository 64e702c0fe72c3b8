package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Counters;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.Load;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The lowest sum of the ratios in use, in millionths, over the host's weight. A seat that the load report does not
 * cover yet is taken to cost its even share of the host's memory and processor, so that a storm of logons does not land
 * on the host that looked idle in its last report.
 */
final class ResourceBased implements PlacementMethod {

    private static final long MILLION = 1_000_000;
    private static final long PERMILLE_TO_MILLIONTHS = 1_000;
    // Less memory than this is no machine but a wrong report; also keeps the scaled total above zero.
    private static final long LEAST_MEMORY_BYTES = 1L << 20;

    @Override
    public CandidateVerdict score(Candidate eligible, PoolSettings settings) {
        Counters counters = settings.counters();
        Load load = eligible.host().status().load();
        long inFlight = eligible.inFlight() * MILLION / eligible.maxSessions();
        ScoreTerms terms = new ScoreTerms(
                counters.sessions() ? eligible.taken() * MILLION / eligible.maxSessions() : 0,
                counters.memory() ? memory(load) + inFlight : 0,
                counters.cpu() ? load.cpuPermille() * PERMILLE_TO_MILLIONTHS + inFlight : 0);
        long score = terms.sum()
                * HostSettings.DEFAULT_WEIGHT
                / eligible.host().settings().weight();
        return new CandidateVerdict(eligible.id(), Verdict.ELIGIBLE, score, terms);
    }

    @Override
    public List<CandidateVerdict> choose(Ranking ranking, Optional<HostId> cursor, int limit) {
        return ranking.best(limit);
    }

    private static long memory(Load load) {
        if (load.memoryTotalBytes() < LEAST_MEMORY_BYTES) {
            return 0;
        }
        // In KiB, so that the product stays below 2^63 for up to 1 PiB.
        return (load.memoryUsedBytes() >> 10) * MILLION / (load.memoryTotalBytes() >> 10);
    }
}
