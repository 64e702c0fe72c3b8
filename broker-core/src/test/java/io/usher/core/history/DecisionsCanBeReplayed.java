package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.HostId;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever has nothing but the explanation of a decision comes to the same decision: filters first, then limits, then
 * the best of the candidates, whose scores follow from their terms; and where nobody was chosen, nobody could be.
 */
final class DecisionsCanBeReplayed implements Invariant {

    private static final long HUNDRED = 100;
    private static final Set<DecisionRule> OWN =
            Set.of(DecisionRule.RECONNECTED, DecisionRule.EXISTING_SESSION, DecisionRule.SHARED_SESSION);

    @Override
    public void check(Transition t) {
        for (DecisionRecorded recorded : t.events(DecisionRecorded.class)) {
            Decision decision = recorded.decision();
            if (OWN.contains(decision.rule())) {
                checkOwnSession(t, decision);
            } else {
                assertThat(decision.rule()).as("%s", decision).isIn(rules(decision));
                assertThat(decision.chosen()).as("%s", decision).isEqualTo(chosen(decision));
                checkScores(decision);
            }
        }
    }

    /** The user's own session wins: it was there before, and no other host is thought of. */
    private static void checkOwnSession(Transition t, Decision decision) {
        assertThat(t.before().sessions())
                .anyMatch(session -> session.user().equals(decision.user())
                        && decision.chosen().equals(Optional.of(session.host())));
        assertThat(decision.candidates()).isEmpty();
    }

    private static List<DecisionRule> rules(Decision decision) {
        if (decision.filters().stream().anyMatch(finding -> finding.effect() == FilterEffect.DENY)) {
            return List.of(DecisionRule.ACCESS_DENIED);
        }
        if (decision.method().isEmpty() && !decision.candidates().isEmpty()) {
            return isPlaceable(decision.candidates().get(0).verdict())
                    ? List.of(DecisionRule.DEDICATED)
                    : List.of(DecisionRule.BOUND_HOST_UNAVAILABLE);
        }
        if (decision.method().isEmpty()) {
            assertThat(decision.limits()).anyMatch(finding -> finding.policy().refuses());
            return List.of(DecisionRule.OVER_LIMIT);
        }
        boolean isPlaceable = decision.counts().stream().anyMatch(count -> isPlaceable(count.verdict()));
        return isPlaceable ? List.of(DecisionRule.PLACED) : List.of(DecisionRule.NO_SEAT, DecisionRule.QUEUED);
    }

    /** Those that are not demoted first, then by score, then by name; a pool that goes round says its order itself. */
    private static Optional<HostId> chosen(Decision decision) {
        List<CandidateVerdict> placeable = decision.candidates().stream()
                .filter(candidate -> isPlaceable(candidate.verdict()))
                .toList();
        if (decision.method().equals(Optional.of(BalancingMethod.ROUND_ROBIN))) {
            return placeable.stream().findFirst().map(CandidateVerdict::host);
        }
        return placeable.stream()
                .min(Comparator.<CandidateVerdict>comparingInt(
                                candidate -> candidate.verdict() == Verdict.DEMOTED ? 1 : 0)
                        .thenComparingLong(CandidateVerdict::score)
                        .thenComparing(CandidateVerdict::host))
                .map(CandidateVerdict::host);
    }

    private static void checkScores(Decision decision) {
        if (decision.method().isEmpty() || decision.method().get() == BalancingMethod.ROUND_ROBIN) {
            return;
        }
        boolean isDeepest = decision.method().get() == BalancingMethod.DEPTH_FIRST;
        for (CandidateVerdict candidate : decision.candidates()) {
            ScoreTerms terms = candidate.terms();
            long sum = terms.sessions() + terms.memory() + terms.cpu() + terms.custom();
            long score = sum * HUNDRED / terms.weight();
            // With several pools the candidates of earlier ones were compared by another method; none could serve.
            if (isPlaceable(candidate.verdict())) {
                assertThat(candidate.score()).as("%s", candidate).isEqualTo(isDeepest ? -score : score);
            }
        }
    }

    private static boolean isPlaceable(Verdict verdict) {
        return verdict == Verdict.ELIGIBLE || verdict == Verdict.DEMOTED;
    }
}
