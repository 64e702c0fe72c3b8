package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.Decision.Candidate;
import io.usher.proto.v1.Decision.Verdict;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.ExplainDecisionResponse;
import io.usher.proto.v1.ListDecisionsRequest;
import io.usher.proto.v1.ListDecisionsResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why this host, as people read it. */
class ExplainTest {
    private static final Candidate FULL = Candidate.newBuilder()
            .setHost("hosts/h3")
            .setVerdict(Verdict.VERDICT_FULL)
            .build();

    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void explainsADecisionHostByHost() {
        Decision decision = decision(
                BalancingMethod.BALANCING_METHOD_RESOURCE_BASED,
                candidate("h2", 150_000, 200)
                        .setSessionsTerm(100_000)
                        .setMemoryTerm(150_000)
                        .setCpuTerm(50_000),
                candidate("h1", 450_000, 100)
                        .setSessionsTerm(200_000)
                        .setMemoryTerm(200_000)
                        .setCpuTerm(50_000));

        assertThat(explain(decision)).isEqualTo("""
                        DECISION   4711
                        TIME       2026-03-01T12:00:00Z
                        USER       alice
                        RESOURCE   desktop
                        CHOSEN     h2
                        BECAUSE    the pool's method chose it
                        METHOD     resource-based
                        LOOKED-AT  4 hosts: 2 eligible, 2 full

                        HOST  VERDICT   SCORE   SESSIONS  MEMORY  CPU   WEIGHT  WHY
                        h2    eligible  150000  10.0%     15.0%   5.0%  200     chosen: lowest
                        h1    eligible  450000  20.0%     20.0%   5.0%  100     higher by 300000
                        h3    full      -       -         -       -     -       every seat taken
                        (and 1 more, counted above)
                        """);
    }

    @Test
    void showsCountersOfTheAdministratorsOwnWhereTheyCount() {
        Decision decision = decision(
                BalancingMethod.BALANCING_METHOD_RESOURCE_BASED,
                candidate("h2", 450_000, 100).setCpuTerm(50_000).setCustomTerm(400_000),
                candidate("h1", 650_000, 100).setCpuTerm(50_000).setCustomTerm(600_000));

        assertThat(explain(decision)).contains("""
                        HOST  VERDICT   SCORE   SESSIONS  MEMORY  CPU   CUSTOM  WEIGHT  WHY
                        h2    eligible  450000  0.0%      0.0%    5.0%  40.0%   100     chosen: lowest
                        h1    eligible  650000  0.0%      0.0%    5.0%  60.0%   100     higher by 200000
                        """);
    }

    @Test
    void showsTheNumberOfSessionsAndTheWeightWhereTheyDecide() {
        Decision decision = decision(
                BalancingMethod.BALANCING_METHOD_LEAST_SESSIONS,
                candidate("h2", 1_333_333, 300).setSessionsTerm(4_000_000),
                candidate("h1", 2_000_000, 100).setSessionsTerm(2_000_000));

        assertThat(explain(decision)).contains("""
                        HOST  VERDICT   SCORE    SESSIONS  MEMORY  CPU  WEIGHT  WHY
                        h2    eligible  1333333  4         -       -    300     chosen: lowest
                        h1    eligible  2000000  2         -       -    100     higher by 666667
                        """);
    }

    @Test
    void showsNoWeightWhereItDoesNotDecide() {
        Decision decision = decision(
                BalancingMethod.BALANCING_METHOD_DEPTH_FIRST,
                candidate("h2", -4_000_000, 100).setSessionsTerm(4_000_000),
                candidate("h1", -2_000_000, 100).setSessionsTerm(2_000_000));

        assertThat(explain(decision)).contains("""
                        HOST  VERDICT   SCORE     SESSIONS  MEMORY  CPU  WEIGHT  WHY
                        h2    eligible  -4000000  4         -       -    -       chosen: lowest
                        h1    eligible  -2000000  2         -       -    -       higher by 2000000
                        """);
    }

    @Test
    void showsOnlyTheTurnOfRoundRobin() {
        Decision decision = decision(
                BalancingMethod.BALANCING_METHOD_ROUND_ROBIN, candidate("h2", 0, 100), candidate("h1", 1, 100));

        assertThat(explain(decision)).contains("""
                        HOST  VERDICT   SCORE  SESSIONS  MEMORY  CPU  WEIGHT  WHY
                        h2    eligible  0      -         -       -    -       chosen: next in turn
                        h1    eligible  1      -         -       -    -       later in turn
                        """);
    }

    @Test
    void takesDecisionsAndSessionsAsListsShowThem() {
        List<String> asked = new ArrayList<>();
        broker.answer("ExplainDecision", ExplainDecisionRequest.class, request -> {
            asked.add(request.getName());
            return ExplainDecisionResponse.getDefaultInstance();
        });

        for (String name : List.of("22-0", "decisions/22-0", "s-22-0", "sessions/s-22-0")) {
            assertThat(Run.against(broker, "explain", name).exit()).isZero();
        }

        assertThat(asked).containsExactly("decisions/22-0", "decisions/22-0", "sessions/s-22-0", "sessions/s-22-0");
    }

    @Test
    void explainsTheLatestDecisionAboutAUser() {
        broker.answer("ListDecisions", ListDecisionsRequest.class, request -> {
            Decision.Builder decision = Decision.newBuilder().setUser(request.getUser());
            return request.getPageToken().isEmpty()
                    ? ListDecisionsResponse.newBuilder()
                            .addDecisions(decision.setName("decisions/7-0"))
                            .setNextPageToken("more")
                            .build()
                    : ListDecisionsResponse.newBuilder()
                            .addDecisions(decision.setName("decisions/8-0"))
                            .addDecisions(decision.setName("decisions/9-0"))
                            .build();
        });
        broker.answer(
                "ExplainDecision",
                ExplainDecisionRequest.class,
                request -> ExplainDecisionResponse.newBuilder()
                        .setDecision(Decision.newBuilder().setName(request.getName()))
                        .build());

        assertThat(Run.against(broker, "explain", "--user", "alice").out()).contains("DECISION   9-0");
    }

    @Test
    void saysWhatToDoWhereNothingIsKnownOfAUser() {
        broker.answer("ListDecisions", ListDecisionsResponse.getDefaultInstance());

        Run run = Run.against(broker, "explain", "--user", "alice");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("no decision about user alice is kept", "usher what-if --user alice");
    }

    private String explain(Decision decision) {
        broker.answer(
                "ExplainDecision",
                ExplainDecisionResponse.newBuilder().setDecision(decision).build());
        return Run.against(broker, "explain", "41").out();
    }

    private static Decision decision(BalancingMethod method, Candidate.Builder chosen, Candidate.Builder other) {
        return Decision.newBuilder()
                .setName("decisions/4711")
                .setDecisionTime(Timestamps.fromMillis(Run.NOW.toEpochMilli()))
                .setUser("alice")
                .setResource("resources/desktop")
                .setRule(Assignment.Rule.RULE_PLACED)
                .setMethod(method)
                .setChosenHost(chosen.getHost())
                .addCandidates(chosen)
                .addCandidates(other)
                .addCandidates(FULL)
                .addCounts(Decision.VerdictCount.newBuilder()
                        .setVerdict(Verdict.VERDICT_ELIGIBLE)
                        .setHosts(2))
                .addCounts(Decision.VerdictCount.newBuilder()
                        .setVerdict(Verdict.VERDICT_FULL)
                        .setHosts(2))
                .build();
    }

    private static Candidate.Builder candidate(String host, long score, int weight) {
        return Candidate.newBuilder()
                .setHost("hosts/" + host)
                .setVerdict(Verdict.VERDICT_ELIGIBLE)
                .setScore(score)
                .setWeight(weight);
    }
}
