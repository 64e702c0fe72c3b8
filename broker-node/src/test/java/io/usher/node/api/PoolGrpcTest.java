package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.grpc.Status.Code;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CounterWeights;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CustomCounter;
import io.usher.proto.v1.Dedication;
import io.usher.proto.v1.DeletePoolRequest;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReconnectMatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools are made and removed. */
class PoolGrpcTest {

    private final ApiFixture api = new ApiFixture();
    private final PoolCalls pools = new PoolCalls(api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsAPoolWithDefaults() {
        Pool pool = pools.create("office", Pool.getDefaultInstance());

        assertThat(pool.getName()).isEqualTo("pools/office");
        assertThat(pool.getMethod()).isEqualTo(BalancingMethod.BALANCING_METHOD_RESOURCE_BASED);
        assertThat(pool.getCountersList())
                .containsExactly(Counter.COUNTER_SESSIONS, Counter.COUNTER_MEMORY, Counter.COUNTER_CPU);
        assertThat(pool.getCounterWeights())
                .isEqualTo(CounterWeights.newBuilder()
                        .setSessions(100)
                        .setMemory(100)
                        .setCpu(100)
                        .build());
        assertThat(pool.getOneSessionPerUser()).isTrue();
        assertThat(pool.getMaxSessionsPerHost()).as("inherited from the site").isZero();
        assertThat(pool.hasPendingLogonLimit()).as("inherited from the site").isFalse();
        assertThat(pool.getTicketLifetime().getSeconds()).isEqualTo(30);
        assertThat(pool.getEtag()).isNotEmpty();
    }

    @Test
    void keepsEverythingThatWasSet() {
        Pool wanted = Pool.newBuilder()
                .setDescription("third floor")
                .setMethod(BalancingMethod.BALANCING_METHOD_ROUND_ROBIN)
                .addCounters(Counter.COUNTER_CPU)
                .setCounterWeights(CounterWeights.newBuilder()
                        .setSessions(1)
                        .setMemory(100)
                        .setCpu(1000))
                .addCustomCounters(CustomCounter.newBuilder().setName("disk").setWeight(7))
                .addCustomCounters(
                        CustomCounter.newBuilder().setName("licences").setWeight(100))
                .setOneSessionPerUser(false)
                .setReconnectMatch(ReconnectMatch.RECONNECT_MATCH_USER_AND_ADDRESS)
                .setUserSessionLimit(4)
                .setOverUserSessionLimit(OverLimitPolicy.OVER_LIMIT_POLICY_NOTIFY_BOTH_AND_REFUSE)
                .setHostWeight(300)
                .setMinOpenHosts(2)
                .setMaxSessionsPerHost(7)
                .setPendingLogonLimit(3)
                .setTicketLifetime(Duration.newBuilder().setSeconds(5))
                .setAutoscaleMinHosts(2)
                .setAutoscaleMaxHosts(9)
                .setScaleUpPercent(70)
                .setScaleDownPercent(20)
                .setScaleHoldTime(Duration.newBuilder().setSeconds(300))
                .setSessionSharing(true)
                .setPrelaunchHold(Duration.newBuilder().setSeconds(90))
                .setDedicated(Dedication.DEDICATION_DEVICE)
                .setBindingUnused(Duration.newBuilder().setSeconds(3_600))
                .build();

        pools.create("office", wanted);

        Pool found = pools.get("office");
        assertThat(found.toBuilder().clearName().clearEtag().build()).isEqualTo(wanted);
    }

    @Test
    void reportsAllMalformedFieldsAtOnce() {
        Errors error = Errors.of(() -> api.pools()
                .createPool(CreatePoolRequest.newBuilder()
                        .setPoolId("Office!")
                        .setRequestId("not ok")
                        .setPool(Pool.newBuilder()
                                .setDescription("x".repeat(513))
                                .setMethodValue(99)
                                .addCountersValue(0)
                                .setCounterWeights(CounterWeights.newBuilder().setCpu(1001))
                                .addCustomCounters(CustomCounter.newBuilder().setName("disk"))
                                .addCustomCounters(CustomCounter.newBuilder().setName("disk"))
                                .setMaxSessionsPerHost(-1)
                                .setPendingLogonLimit(-1)
                                .setTicketLifetime(Duration.newBuilder().setSeconds(61)))
                        .build()));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.reason()).isEqualTo("INVALID_FIELD");
        assertThat(error.fields())
                .containsExactlyInAnyOrder(
                        "request_id",
                        "pool_id",
                        "pool.description",
                        "pool.method",
                        "pool.custom_counters",
                        "pool.counters",
                        "pool.counter_weights",
                        "pool.max_sessions_per_host",
                        "pool.pending_logon_limit",
                        "pool.ticket_lifetime");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        pools.create("office", Pool.getDefaultInstance());

        Errors error = Errors.of(() -> pools.create("office", Pool.getDefaultInstance()));

        assertThat(error.code()).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(error.reason()).isEqualTo("POOL_EXISTS");
        assertThat(error.info().getDomain()).isEqualTo("usher");
        assertThat(error.metadata()).containsEntry("pool", "office");
        assertThat(error.message()).contains("office");
    }

    @Test
    void returnsTheFirstAnswerToARetry() {
        CreatePoolRequest request = CreatePoolRequest.newBuilder()
                .setPoolId("office")
                .setRequestId("r1")
                .build();
        api.broker.loseReplies();
        Errors lost = Errors.of(() -> api.pools().createPool(request));
        api.broker.heal();

        assertThat(lost.reason()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(lost.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(lost.retry()).isPresent();
        assertThat(api.pools().createPool(request).getPool())
                .isEqualTo(pools.get("office").toBuilder().clearHostCount().build());
    }

    @Test
    void refusesToDeleteAPoolWithHosts() {
        api.furnish();

        Errors error = Errors.of(() -> api.pools()
                .deletePool(
                        DeletePoolRequest.newBuilder().setName("pools/office").build()));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("POOL_IN_USE");
        assertThat(error.metadata()).containsEntry("hosts", "1").containsEntry("resources", "1");
    }
}
