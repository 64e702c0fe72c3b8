package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment.Rule;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ForecastRequest;
import io.usher.proto.v1.ForecastResponse;
import io.usher.proto.v1.ForecastResponse.HostForecast;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Supposition;
import io.usher.proto.v1.UpdatePoolRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would happen, over gRPC. */
class WhatIfGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void giveEachHostTwoSeats() {
        api.addHost("h2");
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(Pool.newBuilder().setName("pools/office").setMaxSessionsPerHost(2))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("max_sessions_per_host"))
                        .build());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void foreseesAStormAndLeavesTheSiteAlone() {
        ForecastResponse forecast =
                forecast(ForecastRequest.newBuilder().setLogon(logon("storm")).setLogonCount(5));

        assertThat(forecast.getHostsList())
                .extracting(HostForecast::getHost, HostForecast::getTakenBefore, HostForecast::getTakenAfter)
                .containsExactly(tuple("hosts/h1", 0, 2), tuple("hosts/h2", 0, 2));
        assertThat(forecast.getGrantedList())
                .containsExactly(ForecastResponse.GrantCount.newBuilder()
                        .setRule(Rule.RULE_PLACED)
                        .setLogons(4)
                        .build());
        assertThat(forecast.getRefusedList())
                .containsExactly(ForecastResponse.RefusalCount.newBuilder()
                        .setReason(ErrorReason.ERROR_REASON_NO_SEAT)
                        .setLogons(1)
                        .build());
        assertThat(forecast.getDecision().getUser()).isEqualTo("storm-5");
        assertThat(api.sessions()
                        .listSessions(ListSessionsRequest.getDefaultInstance())
                        .getSessionsList())
                .isEmpty();
    }

    @Test
    void bringsTheUsersOfALostHostBackElsewhere() {
        String host =
                api.sessions().assignSession(logon("alice")).getAssignment().getHost();
        String other = host.equals("hosts/h1") ? "hosts/h2" : "hosts/h1";

        ForecastResponse forecast = forecast(ForecastRequest.newBuilder()
                .addSuppositions(Supposition.newBuilder().setLostHost(host))
                .setUsersReturn(true));

        assertThat(forecast.getHostsList()).allSatisfy(found -> {
            assertThat(found.getTakenAfter()).isEqualTo(found.getHost().equals(other) ? 1 : 0);
            assertThat(found.getState())
                    .isEqualTo(found.getHost().equals(other) ? Host.State.STATE_UP : Host.State.STATE_LOST);
        });
    }

    @Test
    void supposesOtherLogonControlAndAnotherMethod() {
        ForecastResponse forecast = forecast(ForecastRequest.newBuilder()
                .addSuppositions(Supposition.newBuilder()
                        .setLogonControlChange(Supposition.LogonControlChange.newBuilder()
                                .setHost("hosts/h1")
                                .setLogonControl(LogonControl.LOGON_CONTROL_DRAIN)))
                .addSuppositions(Supposition.newBuilder()
                        .setMethodChange(Supposition.MethodChange.newBuilder()
                                .setPool("pools/office")
                                .setMethod(BalancingMethod.BALANCING_METHOD_ROUND_ROBIN)))
                .setLogon(logon("alice")));

        assertThat(forecast.getDecision().getChosenHost()).isEqualTo("hosts/h2");
        assertThat(forecast.getDecision().getMethod()).isEqualTo(BalancingMethod.BALANCING_METHOD_ROUND_ROBIN);
    }

    @Test
    void namesEveryMalformedField() {
        Errors error = Errors.of(() -> forecast(ForecastRequest.newBuilder()
                .addSuppositions(Supposition.getDefaultInstance())
                .addSuppositions(Supposition.newBuilder().setLostHost("pools/h1"))
                .setLogonCount(3)));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.fields()).containsExactly("suppositions[0]", "suppositions[1].lost_host", "logon_count");
    }

    @Test
    void refusesAStormBeyondAllMeasure() {
        Errors error = Errors.of(() ->
                forecast(ForecastRequest.newBuilder().setLogon(logon("storm")).setLogonCount(100_001)));

        assertThat(error.fields()).containsExactly("logon_count");
    }

    @Test
    void saysWhatCannotBeSupposed() {
        Errors error = Errors.of(() -> forecast(ForecastRequest.newBuilder()
                .addSuppositions(Supposition.newBuilder().setLostHost("hosts/h9"))));

        assertThat(error.reason()).isEqualTo("HOST_NOT_FOUND");
    }

    private ForecastResponse forecast(ForecastRequest.Builder request) {
        return api.whatIf().forecast(request.build());
    }

    private static AssignSessionRequest logon(String user) {
        return AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/desk")
                .build();
    }
}
