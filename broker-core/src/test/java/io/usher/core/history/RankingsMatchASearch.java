package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.history.NaivePlacement.Found;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.Label;
import io.usher.core.model.Pool;
import io.usher.core.model.VerdictCount;
import io.usher.core.placement.Ranking;
import java.util.List;
import java.util.Optional;

/** The standing order of every pool is what searching it host by host gives. */
final class RankingsMatchASearch implements Invariant {

    private static final int ALL = 100;

    @Override
    public void check(Transition t) {
        // All that are asked for cost too much after each step; what is wrong stays wrong.
        if (t.step().position().index() % 7 == 0) {
            t.after().resources().stream()
                    .flatMap(resource -> resource.settings().labels().wishes(Optional.of("east")).stream())
                    .distinct()
                    .forEach(labels -> checkNarrowed(t, labels));
        }
        for (Pool pool : t.after().pools()) {
            Ranking ranking = t.view().ranking(pool.id());
            List<Found> found = NaivePlacement.search(t.after(), pool.id());
            List<CandidateVerdict> inOrder = pool.settings().method() == BalancingMethod.ROUND_ROBIN
                    ? ranking.after(t.view().cursor(pool.id()), ALL)
                    : ranking.best(ALL);
            assertThat(inOrder.stream().map(CandidateVerdict::host))
                    .as("hosts of %s that may take a session", pool.id())
                    .isEqualTo(hosts(found, true));
            assertThat(ranking.rejected(ALL).stream().map(CandidateVerdict::host))
                    .as("hosts of %s that may not", pool.id())
                    .isEqualTo(hosts(found, false));
        }
    }

    private static void checkNarrowed(Transition t, List<Label> labels) {
        for (Pool pool : t.after().pools()) {
            Ranking ranking = t.view().ranking(pool.id(), labels);
            List<Found> found = NaiveLabels.carrying(t.after(), pool.id(), labels);
            boolean goesRound = pool.settings().method() == BalancingMethod.ROUND_ROBIN;
            assertThat((goesRound ? ranking.after(t.view().cursor(pool.id()), ALL) : ranking.best(ALL))
                            .stream().map(CandidateVerdict::host))
                    .as("hosts of %s with %s", pool.id(), labels)
                    .isEqualTo(hosts(found, true));
            assertThat(ranking.counts().stream().mapToInt(VerdictCount::hosts).sum())
                    .isEqualTo(found.size());
        }
    }

    private static List<HostId> hosts(List<Found> found, boolean eligible) {
        return found.stream()
                .filter(host -> host.mayTakeTheSession() == eligible)
                .map(Found::host)
                .toList();
    }
}
