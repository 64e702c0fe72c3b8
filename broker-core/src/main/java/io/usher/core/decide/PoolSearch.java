package io.usher.core.decide;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import io.usher.core.placement.Placement;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search of a resource's pools in order of preference, until one has a host. What earlier pools said is kept in the
 * counts, and in the candidates behind those of the last pool.
 *
 * @param method the method of the pool that was searched last
 */
record PoolSearch(
        Optional<Host> chosen, BalancingMethod method, List<CandidateVerdict> candidates, List<VerdictCount> counts) {

    /**
     * Searches.
     *
     * @param pools at least one, all of which exist: a pool in use cannot be deleted
     */
    static PoolSearch through(BrokerView view, List<PoolId> pools) {
        List<CandidateVerdict> candidates = new ArrayList<>();
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        BalancingMethod method = BalancingMethod.RESOURCE_BASED;
        Optional<HostId> chosen = Optional.empty();
        for (PoolId id : pools) {
            Pool pool = view.pool(id).orElseThrow();
            Placement placement = Placement.search(pool.settings(), view.ranking(id), view.cursor(id));
            candidates.addAll(0, placement.candidates());
            placement.counts().forEach(count -> counts.merge(count.verdict(), count.hosts(), Integer::sum));
            method = pool.settings().method();
            chosen = placement.chosen();
            if (chosen.isPresent()) {
                break;
            }
        }
        return new PoolSearch(
                chosen.map(host -> view.host(host).orElseThrow()),
                method,
                candidates.subList(0, Math.min(candidates.size(), Decision.MAX_CANDIDATES)),
                counts.entrySet().stream()
                        .map(entry -> new VerdictCount(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
