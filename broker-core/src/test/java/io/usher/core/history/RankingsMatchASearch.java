package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.history.NaivePlacement.Found;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.HostId;
import io.usher.core.model.Pool;
import io.usher.core.placement.Ranking;
import java.util.List;

/** The standing order of every pool is what searching it host by host gives. */
final class RankingsMatchASearch implements Invariant {

    private static final int ALL = 100;

    @Override
    public void check(Transition t) {
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

    private static List<HostId> hosts(List<Found> found, boolean eligible) {
        return found.stream()
                .filter(host -> host.mayTakeTheSession() == eligible)
                .map(Found::host)
                .toList();
    }
}
