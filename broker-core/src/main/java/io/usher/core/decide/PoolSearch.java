package io.usher.core.decide;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.Label;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolFinding;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
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
 * @param method the method of the pool that was searched last; empty when none was searched
 * @param kept limits of pools that kept the user from being placed there
 * @param passed the limit of the chosen host's pool that was reached and let the user in all the same
 * @param pools what the search of each came to; empty when one was enough
 * @param labels that hosts of the pool that was searched last had to carry
 */
record PoolSearch(
        Optional<Host> chosen,
        Optional<BalancingMethod> method,
        List<CandidateVerdict> candidates,
        List<VerdictCount> counts,
        List<LimitFinding> kept,
        Optional<LimitFinding> passed,
        List<PoolFinding> pools,
        List<Label> labels) {

    /**
     * Who asks.
     *
     * @param place of one who waits; whoever comes before it is not overtaken
     * @param wishes labels that hosts are to carry, the best first and what is required last; empty for any host
     */
    record Asker(Optional<QueueEntry> place, List<List<Label>> wishes) {}

    /**
     * Searches.
     *
     * @param pools at least one, all of which exist: a pool in use cannot be deleted
     * @param limits for the user who asks
     */
    static PoolSearch through(BrokerView view, List<PoolId> pools, UsageLimits limits, Asker asker) {
        List<CandidateVerdict> candidates = List.of();
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        List<LimitFinding> kept = new ArrayList<>();
        Optional<LimitFinding> passed = Optional.empty();
        Optional<BalancingMethod> method = Optional.empty();
        Optional<HostId> chosen = Optional.empty();
        List<PoolFinding> searched = new ArrayList<>();
        List<Label> labels = List.of();
        for (int i = 0; i < pools.size() && chosen.isEmpty(); i++) {
            Pool pool = view.pool(pools.get(i)).orElseThrow();
            passed = limits.in(pool.id());
            passed.filter(finding -> finding.policy().refuses()).ifPresent(kept::add);
            Optional<Verdict> closed = closed(view, pool.id(), passed, asker.place());
            if (!closed.equals(Optional.of(Verdict.USER_LIMIT))) {
                method = Optional.of(pool.settings().method());
            }
            if (closed.isPresent()) {
                searched.add(closedTo(view, pool, closed.get(), counts));
                continue;
            }
            labels = meetable(view, pool.id(), asker.wishes());
            Placement placement = place(view, pool, labels, asker.wishes());
            candidates = joined(placement.candidates(), candidates);
            add(placement.counts(), counts);
            if (pools.size() > 1) {
                searched.add(finding(pool, placement.counts()));
            }
            chosen = placement.chosen();
        }
        return new PoolSearch(
                chosen.map(host -> view.host(host).orElseThrow()),
                method,
                candidates,
                counts(counts),
                kept,
                chosen.isPresent() ? passed : Optional.empty(),
                searched.size() > 1 ? searched : List.of(),
                labels);
    }

    /** Why none of the pool's hosts comes into question, however they stand. */
    private static Optional<Verdict> closed(
            BrokerView view, PoolId pool, Optional<LimitFinding> reached, Optional<QueueEntry> asker) {
        if (reached.isPresent() && reached.get().policy().refuses()) {
            return Optional.of(Verdict.USER_LIMIT);
        }
        return QueueOrder.isAwaited(view, pool, asker) ? Optional.of(Verdict.AWAITED) : Optional.empty();
    }

    /** The first labels that a host which may take the session carries; without one, what is required. */
    private static List<Label> meetable(BrokerView view, PoolId pool, List<List<Label>> wishes) {
        for (List<Label> wish : wishes) {
            if (!view.ranking(pool, wish).best(1).isEmpty()) {
                return wish;
            }
        }
        return wishes.isEmpty() ? List.of() : wishes.get(wishes.size() - 1);
    }

    private static Placement place(BrokerView view, Pool pool, List<Label> labels, List<List<Label>> wishes) {
        Placement placement =
                Placement.search(pool.settings(), view.ranking(pool.id(), labels), view.cursor(pool.id()));
        return wishes.isEmpty()
                ? placement
                : new Placement(placement.chosen(), placement.candidates(), counts(view, pool.id(), wishes));
    }

    /** The pool with none of its hosts; they are added to the counts of all pools. */
    private static PoolFinding closedTo(BrokerView view, Pool pool, Verdict verdict, Map<Verdict, Integer> counts) {
        List<VerdictCount> all =
                List.of(new VerdictCount(verdict, view.hostsOf(pool.id()).size()));
        add(all, counts);
        return finding(pool, all);
    }

    /** Hosts that meet what is required by verdict, and how many do not. */
    private static List<VerdictCount> counts(BrokerView view, PoolId pool, List<List<Label>> wishes) {
        List<Label> required = wishes.get(wishes.size() - 1);
        List<VerdictCount> counts = new ArrayList<>(view.ranking(pool, required).counts());
        int suitable = counts.stream().mapToInt(VerdictCount::hosts).sum();
        counts.add(new VerdictCount(Verdict.UNSUITABLE, view.hostsOf(pool).size() - suitable));
        return counts;
    }

    private static void add(List<VerdictCount> found, Map<Verdict, Integer> counts) {
        for (VerdictCount count : found) {
            if (count.hosts() > 0) {
                counts.merge(count.verdict(), count.hosts(), Integer::sum);
            }
        }
    }

    private static List<CandidateVerdict> joined(List<CandidateVerdict> first, List<CandidateVerdict> then) {
        if (then.isEmpty()) {
            return first;
        }
        List<CandidateVerdict> all = new ArrayList<>(first);
        all.addAll(then);
        return all.subList(0, Math.min(all.size(), Decision.MAX_CANDIDATES));
    }

    private static List<VerdictCount> counts(Map<Verdict, Integer> hosts) {
        List<VerdictCount> counts = new ArrayList<>(hosts.size());
        hosts.forEach((verdict, number) -> counts.add(new VerdictCount(verdict, number)));
        return counts;
    }

    private static PoolFinding finding(Pool pool, List<VerdictCount> found) {
        return new PoolFinding(
                pool.id(),
                pool.settings().method(),
                found.stream().filter(count -> count.hosts() > 0).toList());
    }

    /** Whether nothing but limits kept the user from every pool. */
    boolean isKeptOut() {
        return chosen.isEmpty() && method.isEmpty() && candidates.isEmpty();
    }

    /** Whether nothing but the host that belongs to who asks was looked at. */
    boolean isOfOwnHost() {
        return method.isEmpty() && !candidates.isEmpty();
    }

    /** The limits that were reached. */
    List<LimitFinding> reached() {
        List<LimitFinding> all = new ArrayList<>(kept);
        passed.ifPresent(all::add);
        return all;
    }
}
