package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.history.NaivePlacement.Found;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.PoolFinding;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A decision about a placement names the hosts and counts that the naive search finds, pool by pool. */
final class DecisionsTellEverything implements Invariant {

    @Override
    public void check(Transition t) {
        for (DecisionRecorded recorded : t.events(DecisionRecorded.class)) {
            Decision decision = recorded.decision();
            assertThat(decision.position()).isEqualTo(t.step().position());
            if (Set.of(DecisionRule.PLACED, DecisionRule.NO_SEAT, DecisionRule.QUEUED)
                    .contains(decision.rule())) {
                check(t, decision);
            } else if (isOfOwnHost(decision)) {
                checkOwnHost(t, decision);
            } else {
                assertThat(decision.candidates()).isEmpty();
                assertThat(decision.pools()).isEmpty();
            }
        }
    }

    private static boolean isOfOwnHost(Decision decision) {
        return decision.rule() == DecisionRule.DEDICATED || decision.rule() == DecisionRule.BOUND_HOST_UNAVAILABLE;
    }

    private static void checkOwnHost(Transition t, Decision decision) {
        assertThat(decision.candidates()).hasSize(1);
        CandidateVerdict own = decision.candidates().get(0);
        assertThat(own.verdict())
                .isIn(
                        Verdict.UNSUITABLE,
                        Transition.host(t.before(), own.host())
                                .map(host -> NaivePlacement.ofOwner(t.before(), host))
                                .orElse(Verdict.REMOVED));
        assertThat(decision.counts()).containsExactly(new VerdictCount(own.verdict(), 1));
    }

    private static void check(Transition t, Decision decision) {
        Resource resource = t.before().resources().stream()
                .filter(found -> found.id().equals(decision.resource()))
                .findFirst()
                .orElseThrow();
        NaiveLimits limits = new NaiveLimits(t.before(), decision.user(), resource);
        List<Found> found = new ArrayList<>();
        SortedMap<Verdict, Integer> counts = new TreeMap<>();
        List<PoolId> searched = new ArrayList<>();
        for (PoolId pool : resource.settings().pools()) {
            searched.add(pool);
            if (limits.userIsKeptFrom(pool)) {
                Recount.hosts(t.before(), pool).forEach(host -> counts.merge(Verdict.USER_LIMIT, 1, Integer::sum));
                continue;
            }
            if (NaiveQueue.isAwaited(t.before(), pool, t.asked().orElseThrow())) {
                Recount.hosts(t.before(), pool).forEach(host -> counts.merge(Verdict.AWAITED, 1, Integer::sum));
                continue;
            }
            List<Found> here = NaiveLabels.search(
                    t.before(), pool, resource, t.asked().orElseThrow().client());
            found.addAll(0, here.stream().limit(Decision.MAX_CANDIDATES).toList());
            List<Found> suitable = NaiveLabels.suitable(t.before(), pool, resource);
            suitable.forEach(host -> counts.merge(host.verdict(), 1, Integer::sum));
            int others = Recount.hosts(t.before(), pool).size() - suitable.size();
            if (others > 0) {
                counts.merge(Verdict.UNSUITABLE, others, Integer::sum);
            }
            if (counts.containsKey(Verdict.ELIGIBLE) || counts.containsKey(Verdict.DEMOTED)) {
                break;
            }
        }
        assertThat(decision.candidates().stream()
                        .map(candidate -> new Found(candidate.host(), candidate.verdict(), candidate.score())))
                .isEqualTo(found.stream().limit(Decision.MAX_CANDIDATES).toList());
        assertThat(decision.counts())
                .isEqualTo(counts.entrySet().stream()
                        .map(count -> new VerdictCount(count.getKey(), count.getValue()))
                        .toList());
        assertThat(decision.chosen())
                .isEqualTo(found.stream()
                        .filter(Found::mayTakeTheSession)
                        .map(Found::host)
                        .findFirst());
        if (searched.size() == 1) {
            assertThat(decision.pools()).isEmpty();
            return;
        }
        assertThat(decision.pools().stream().map(PoolFinding::pool)).containsExactlyElementsOf(searched);
        SortedMap<Verdict, Integer> ofPools = new TreeMap<>();
        decision.pools().stream()
                .flatMap(finding -> finding.counts().stream())
                .forEach(count -> ofPools.merge(count.verdict(), count.hosts(), Integer::sum));
        assertThat(ofPools).isEqualTo(counts);
    }
}
