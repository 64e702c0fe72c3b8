package io.usher.core.placement;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.HostId;
import io.usher.core.model.Pool;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search of one pool for a host.
 *
 * @param chosen the host, empty when none may take the session
 * @param candidates what was found, best first, then the rejected ones in order of id; bounded as in a decision
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
     * @param hosts the hosts of the pool in order of id
     * @param cursor the host that the pool's method chose last
     */
    public static Placement search(Pool pool, List<Candidate> hosts, Optional<HostId> cursor) {
        List<Candidate> eligible = new ArrayList<>();
        List<CandidateVerdict> rejected = new ArrayList<>();
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Candidate candidate : hosts) {
            Verdict verdict = Filter.verdict(candidate, pool.settings());
            counts.merge(verdict, 1, Integer::sum);
            if (verdict == Verdict.ELIGIBLE) {
                eligible.add(candidate);
            } else if (rejected.size() < Decision.MAX_CANDIDATES) {
                rejected.add(new CandidateVerdict(candidate.id(), verdict, 0, ScoreTerms.NONE));
            }
        }
        List<CandidateVerdict> ranked = eligible.isEmpty()
                ? List.of()
                : method(pool.settings().method()).rank(eligible, pool.settings(), cursor);
        return new Placement(
                ranked.stream().findFirst().map(CandidateVerdict::host), bounded(ranked, rejected), asList(counts));
    }

    private static PlacementMethod method(BalancingMethod method) {
        return switch (method) {
            case RESOURCE_BASED -> new ResourceBased();
            case ROUND_ROBIN -> new RoundRobin();
        };
    }

    private static List<CandidateVerdict> bounded(List<CandidateVerdict> ranked, List<CandidateVerdict> rejected) {
        List<CandidateVerdict> kept =
                new ArrayList<>(ranked.subList(0, Math.min(ranked.size(), Decision.MAX_CANDIDATES)));
        kept.addAll(rejected.subList(0, Math.min(rejected.size(), Decision.MAX_CANDIDATES - kept.size())));
        return kept;
    }

    private static List<VerdictCount> asList(Map<Verdict, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> new VerdictCount(entry.getKey(), entry.getValue()))
                .toList();
    }
}
