package io.usher.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Why this host: everything that an assignment was decided from.
 *
 * @param position position of the assigning command; names the decision
 * @param method the method of the pool that was searched last; empty when no placement was needed
 * @param chosen the host, empty when none could be had
 * @param candidates the chosen host first, then the next best, then rejected ones; at most {@link #MAX_CANDIDATES}
 * @param counts every host that was looked at, by verdict
 * @param limits limits on users that were reached, whether or not they kept the session from being begun
 * @param pools that were searched, in order of preference, where one was not enough: each but the last had no host that
 *     could serve
 * @param filters what the filters of the resource and its folders said, the outermost first
 * @param labels that hosts of the pool that was searched last had to carry: those that are required, and the preference
 *     that narrowed the choice
 */
public record Decision(
        LogPosition position,
        LogTime time,
        UserName user,
        ResourceId resource,
        DecisionRule rule,
        Optional<BalancingMethod> method,
        Optional<HostId> chosen,
        List<CandidateVerdict> candidates,
        List<VerdictCount> counts,
        List<LimitFinding> limits,
        List<PoolFinding> pools,
        List<FilterFinding> filters,
        List<Label> labels) {

    /** Lines kept of one decision; the rest is in the counts. */
    public static final int MAX_CANDIDATES = 16;

    public Decision {
        candidates = List.copyOf(candidates);
        counts = List.copyOf(counts);
        limits = List.copyOf(limits);
        pools = List.copyOf(pools);
        filters = List.copyOf(filters);
        labels = List.copyOf(labels);
        Range.require("number of candidates", candidates.size(), 0, MAX_CANDIDATES);
    }

    /** A decision that no label had a part in. */
    public Decision(
            LogPosition position,
            LogTime time,
            UserName user,
            ResourceId resource,
            DecisionRule rule,
            Optional<BalancingMethod> method,
            Optional<HostId> chosen,
            List<CandidateVerdict> candidates,
            List<VerdictCount> counts,
            List<LimitFinding> limits,
            List<PoolFinding> pools,
            List<FilterFinding> filters) {
        this(
                position,
                time,
                user,
                resource,
                rule,
                method,
                chosen,
                candidates,
                counts,
                limits,
                pools,
                filters,
                List.of());
    }

    /** Whether administrators are to know that a limit was reached. */
    public boolean notifiesAdministrators() {
        return limits.stream().anyMatch(finding -> finding.policy().notifiesAdministrators());
    }
}
