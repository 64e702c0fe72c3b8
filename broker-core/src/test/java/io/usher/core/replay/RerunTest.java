package io.usher.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.Rerun;
import io.usher.core.Rerun.Comparison;
import io.usher.core.command.CommandContext;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.state.StateImage;
import io.usher.core.transcript.Stage;
import io.usher.core.transcript.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stretch of the log once more: the same with the same policy, and with another one what would have differed. */
class RerunTest {

    private static final PoolId DESKS = new PoolId("desks");

    @Test
    void findsNoDifferenceWhereNothingElseIsSupposed() {
        for (long seed = 1; seed <= 12; seed++) {
            RecordedLog log = RecordedLog.of(seed, 600, 200);
            Rerun rerun = Rerun.from(log.images().get(1), Map.of());
            rerun.suppose();

            List<Comparison> comparisons = new ArrayList<>();
            log.steps().subList(200, 600).forEach(step -> next(rerun, step).ifPresent(comparisons::add));

            assertThat(comparisons).as("seed %s", seed).isNotEmpty().allMatch(Comparison::isSame);
            assertThat(rerun.isSameState()).isTrue();
            assertThat(rerun.digest()).isEqualTo(log.digests().get(3));
        }
    }

    /** Settings as they were are no other policy, though they are told. */
    @Test
    void findsNoDifferenceWhereThePresentPolicyIsSupposed() {
        Office office = new Office(BalancingMethod.LEAST_SESSIONS);

        List<Comparison> comparisons = office.rerun(BalancingMethod.LEAST_SESSIONS);

        assertThat(comparisons).hasSize(4).allMatch(Comparison::isSame);
    }

    @Test
    void tellsWhereUsersWouldHaveGoneUnderAnotherMethod() {
        Office office = new Office(BalancingMethod.LEAST_SESSIONS);

        List<Comparison> comparisons = office.rerun(BalancingMethod.DEPTH_FIRST);

        assertThat(comparisons)
                .extracting(comparison ->
                        comparison.user() + " " + comparison.recorded().decision() + " "
                                + comparison.supposed().decision())
                .containsExactly("u1 h1 h1", "u2 h2 h1", "u3 h1 h1", "u4 h2 h1");
    }

    @Test
    void goesOnInTurnAsItWouldHave() {
        Office office = new Office(BalancingMethod.DEPTH_FIRST);

        assertThat(office.rerun(BalancingMethod.ROUND_ROBIN))
                .extracting(comparison -> comparison.supposed().decision())
                .containsExactly("h1", "h2", "h1", "h2");
    }

    @Test
    void tellsWhoWouldHaveBeenRefusedOrHadToWait() {
        Stage stage = Office.furnish(BalancingMethod.LEAST_SESSIONS);
        StateImage start = stage.image();
        Rerun rerun = Rerun.from(start, Map.of(DESKS, oneSeat(start)));
        rerun.suppose();
        List<String> told = new ArrayList<>();
        for (String step : List.of(
                "AssignSession user=u1 resource=office",
                "AssignSession user=u2 resource=office",
                "AssignSession user=u3 resource=office",
                "AssignSession user=u4 resource=office mayWait=60s")) {
            next(rerun, stage.take(step))
                    .ifPresent(comparison -> told.add(comparison.supposed().decision()));
        }

        assertThat(told).containsExactly("h1", "h2", "NO_SEAT", "QUEUED");
    }

    private static PoolSettings oneSeat(StateImage image) {
        PoolSettings settings = image.pools().get(0).settings();
        return new PoolSettings(
                settings.method(),
                settings.counters(),
                settings.sessions(),
                settings.hosts().withMaxSessions(1),
                settings.ticketLifetime());
    }

    private static Optional<Comparison> next(Rerun rerun, Step step) {
        return rerun.next(new CommandContext(step.position(), step.proposed(), step.request()), step.command());
    }

    /** Two hosts, and four users who log on one after the other. */
    private static final class Office {

        private final StateImage start;
        private final List<Step> steps = new ArrayList<>();

        Office(BalancingMethod method) {
            Stage stage = furnish(method);
            start = stage.image();
            for (int user = 1; user <= 4; user++) {
                steps.add(stage.take("AssignSession user=u" + user + " resource=office"));
            }
        }

        static Stage furnish(BalancingMethod method) {
            Stage stage = Stage.empty();
            stage.tell("CreatePool id=desks oneSessionPerUser=false method=" + method);
            stage.tell("RegisterHost id=h1 pool=desks agentInstance=first endpoint=h1:3389");
            stage.tell("RegisterHost id=h2 pool=desks agentInstance=first endpoint=h2:3389");
            stage.tell("CreateResource id=office pools=[desks]");
            return stage;
        }

        List<Comparison> rerun(BalancingMethod method) {
            Rerun rerun = Rerun.from(
                    start, Map.of(DESKS, start.pools().get(0).settings().withMethod(method)));
            rerun.suppose();
            List<Comparison> comparisons = new ArrayList<>();
            steps.forEach(step -> next(rerun, step).ifPresent(comparisons::add));
            return comparisons;
        }
    }
}
