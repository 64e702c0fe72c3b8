package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Assignment.Rule;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.Decision.Candidate;
import io.usher.proto.v1.Decision.Verdict;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ForecastRequest;
import io.usher.proto.v1.ForecastResponse;
import io.usher.proto.v1.ForecastResponse.GrantCount;
import io.usher.proto.v1.ForecastResponse.HostForecast;
import io.usher.proto.v1.ForecastResponse.RefusalCount;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Supposition;
import io.usher.proto.v1.Supposition.KindCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What would happen, as people read it. */
class WhatIfTest {
    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void showsHostsThatChangeAndWhoFindsNoSeat() {
        broker.answer(
                "Forecast",
                ForecastResponse.newBuilder()
                        .addHosts(host("h1", Host.State.STATE_LOST, 40, 0))
                        .addHosts(host("h2", Host.State.STATE_UP, 30, 50))
                        .addHosts(host("h3", Host.State.STATE_UP, 50, 50))
                        .addGranted(GrantCount.newBuilder()
                                .setRule(Rule.RULE_PLACED)
                                .setLogons(20))
                        .addRefused(RefusalCount.newBuilder()
                                .setReason(ErrorReason.ERROR_REASON_NO_SEAT)
                                .setLogons(20))
                        .setDecision(Decision.newBuilder()
                                .setName("decisions/4711")
                                .setUser("bob")
                                .setResource("resources/desktop")
                                .setRule(Rule.RULE_NO_SEAT)
                                .setMethod(BalancingMethod.BALANCING_METHOD_LEAST_SESSIONS)
                                .addCandidates(Candidate.newBuilder()
                                        .setHost("hosts/h2")
                                        .setVerdict(Verdict.VERDICT_FULL))
                                .addCounts(Decision.VerdictCount.newBuilder()
                                        .setVerdict(Verdict.VERDICT_FULL)
                                        .setHosts(2)))
                        .build());

        Run run = Run.against(broker, "what-if", "--lose", "h1", "--users-return");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("""
                        HOST  POOL    STATE  LOGONS   SEATS  TAKEN-NOW  TAKEN-THEN
                        h1    office  lost   enabled  50     40         0
                        h2    office  up     enabled  50     30         50
                        (1 other host stays as full as now)

                        GRANTED  20 placed
                        REFUSED  20 no-seat

                        Why the first found no seat
                        DECISION   -
                        """);
        assertThat(run.out()).contains("LOOKED-AT  2 hosts: 2 full");
    }

    @Test
    void asksForAllThatIsSupposedInTheOrderOfTheHelp() {
        broker.answer("Forecast", ForecastResponse.getDefaultInstance());

        Run.against(
                broker,
                "what-if",
                "--lose=h1,h2",
                "--drain=h3",
                "--disable=h4",
                "--method=office=depth-first",
                "--resource=desktop",
                "--logons=500");

        ForecastRequest request = broker.onlyRequest(ForecastRequest.class);
        assertThat(request.getSuppositionsList())
                .extracting(Supposition::getKindCase)
                .containsExactly(
                        KindCase.METHOD_CHANGE,
                        KindCase.LOGON_CONTROL_CHANGE,
                        KindCase.LOGON_CONTROL_CHANGE,
                        KindCase.LOST_HOST,
                        KindCase.LOST_HOST);
        assertThat(request.getLogon().getUser()).isEqualTo("what-if");
        assertThat(request.getLogonCount()).isEqualTo(500);
    }

    @Test
    void saysWhyARuleWouldKeepSomebodyOut() {
        broker.answer(
                "Forecast",
                ForecastResponse.newBuilder()
                        .setDecision(Decision.newBuilder().setRule(Assignment.Rule.RULE_ACCESS_DENIED))
                        .build());

        assertThat(Run.against(broker, "what-if", "--user=zoe", "--resource=writer")
                        .out())
                .contains("Why the first was refused")
                .contains("BECAUSE    a filtering rule keeps the user or the client out");
    }

    @Test
    void saysThatNothingWouldChange() {
        broker.answer(
                "Forecast",
                ForecastResponse.newBuilder()
                        .addHosts(host("h1", Host.State.STATE_UP, 4, 4))
                        .build());

        assertThat(Run.against(broker, "what-if", "--drain", "h1").out()).isEqualTo("""
                        (1 host stays as full as now)
                        """);
    }

    @Test
    void asksBackWhenNothingIsSupposed() {
        Run run = Run.against(broker, "what-if");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("nothing is supposed");
        assertThat(broker.asked()).isEmpty();
    }

    @Test
    void asksBackToWhatSomebodyLogsOn() {
        Run run = Run.against(broker, "what-if", "--user", "alice", "--lose", "h1");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--resource RESOURCE");
    }

    private static HostForecast host(String id, Host.State state, int before, int after) {
        return HostForecast.newBuilder()
                .setHost("hosts/" + id)
                .setPool("pools/office")
                .setSeats(50)
                .setTakenBefore(before)
                .setTakenAfter(after)
                .setState(state)
                .setLogonControl(LogonControl.LOGON_CONTROL_ENABLED)
                .build();
    }
}
