package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CounterWeights;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.DeletePoolRequest;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.ReconnectMatch;
import io.usher.proto.v1.UpdatePoolRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolGrpcTest {

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsAPoolWithDefaults() {
        Pool pool = create("office", Pool.getDefaultInstance());

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
                .setOneSessionPerUser(false)
                .setReconnectMatch(ReconnectMatch.RECONNECT_MATCH_USER_AND_ADDRESS)
                .setUserSessionLimit(4)
                .setOverUserSessionLimit(OverLimitPolicy.OVER_LIMIT_POLICY_NOTIFY_BOTH_AND_REFUSE)
                .setHostWeight(300)
                .setMaxSessionsPerHost(7)
                .setPendingLogonLimit(3)
                .setTicketLifetime(Duration.newBuilder().setSeconds(5))
                .build();

        create("office", wanted);

        Pool found = get("office");
        assertThat(found.toBuilder().clearName().clearEtag().build()).isEqualTo(wanted);
    }

    @Test
    void statesRevisionTimeBrokerAndTermInEveryAnswer() {
        create("office", Pool.getDefaultInstance());

        var header = api.pools()
                .getPool(GetPoolRequest.newBuilder().setName("pools/office").build())
                .getHeader();

        assertThat(header.getRevision()).isEqualTo(1);
        assertThat(header.getBroker()).isEqualTo("b1");
        assertThat(header.getTerm()).isEqualTo(7);
        assertThat(header.getLogTime().getSeconds()).isEqualTo(1000);
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
                        "pool.counters",
                        "pool.counter_weights",
                        "pool.max_sessions_per_host",
                        "pool.pending_logon_limit",
                        "pool.ticket_lifetime");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        create("office", Pool.getDefaultInstance());

        Errors error = Errors.of(() -> create("office", Pool.getDefaultInstance()));

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
                .isEqualTo(get("office").toBuilder().clearHostCount().build());
    }

    @Test
    void tellsThatAPoolDoesNotExist() {
        Errors error = Errors.of(() -> get("nowhere"));

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.reason()).isEqualTo("POOL_NOT_FOUND");
    }

    @Test
    void answersStaleReadsWithoutAPrimary() {
        create("office", Pool.getDefaultInstance());
        api.broker.fail(Meaning.NO_PRIMARY);

        GetPoolRequest.Builder request = GetPoolRequest.newBuilder().setName("pools/office");
        assertThat(Errors.of(() -> api.pools().getPool(request.build())).reason())
                .isEqualTo("NO_PRIMARY");
        assertThat(api.pools()
                        .getPool(request.setConsistency(ReadConsistency.READ_CONSISTENCY_STALE)
                                .build())
                        .getPool()
                        .getName())
                .isEqualTo("pools/office");
    }

    @Test
    void countsHostsSessionsAndSeats() {
        api.furnish();
        api.addHost("h2");

        Pool pool = get("office");

        assertThat(pool.getHostCount()).isEqualTo(2);
        assertThat(pool.getSeatCount()).isEqualTo(500);
        assertThat(pool.getSessionCount()).isZero();
    }

    @Test
    void changesOnlyTheFieldsThatAreSet() {
        create(
                "office",
                Pool.newBuilder().setDescription("old").setMaxSessionsPerHost(7).build());

        Pool updated = update(Pool.newBuilder().setName("pools/office").setDescription("new"), FieldMask.newBuilder());

        assertThat(updated.getDescription()).isEqualTo("new");
        assertThat(updated.getMaxSessionsPerHost()).isEqualTo(7);
    }

    @Test
    void clearsAMaskedFieldThatIsNotSet() {
        create(
                "office",
                Pool.newBuilder().setDescription("old").setMaxSessionsPerHost(7).build());

        Pool updated = update(
                Pool.newBuilder().setName("pools/office"),
                FieldMask.newBuilder().addPaths("description"));

        assertThat(updated.getDescription()).isEmpty();
        assertThat(updated.getMaxSessionsPerHost()).isEqualTo(7);
    }

    @Test
    void resetsEverythingUnderAStar() {
        create(
                "office",
                Pool.newBuilder().setDescription("old").setMaxSessionsPerHost(7).build());

        Pool updated = update(
                Pool.newBuilder().setName("pools/office").setDescription("new"),
                FieldMask.newBuilder().addPaths("*"));

        assertThat(updated.getDescription()).isEqualTo("new");
        assertThat(updated.getMaxSessionsPerHost()).isZero();
    }

    @Test
    void refusesToMaskWhatCannotBeChanged() {
        create("office", Pool.getDefaultInstance());

        Errors error = Errors.of(() -> update(
                Pool.newBuilder().setName("pools/office"),
                FieldMask.newBuilder().addPaths("seat_count")));

        assertThat(error.fields()).containsExactly("update_mask");
    }

    @Test
    void refusesToOverwriteAChangeThatTheCallerHasNotSeen() {
        String etag = create("office", Pool.getDefaultInstance()).getEtag();
        update(Pool.newBuilder().setName("pools/office").setDescription("other"), FieldMask.newBuilder());

        Errors error = Errors.of(() -> update(
                Pool.newBuilder().setName("pools/office").setDescription("mine").setEtag(etag),
                FieldMask.newBuilder()));

        assertThat(error.code()).isEqualTo(Code.ABORTED);
        assertThat(error.reason()).isEqualTo("ETAG_MISMATCH");
        assertThat(get("office").getDescription()).isEqualTo("other");
    }

    @Test
    void returnsTheFirstAnswerToARepeatedUpdateThoughTheEtagHasMoved() {
        create("office", Pool.getDefaultInstance());
        UpdatePoolRequest request = UpdatePoolRequest.newBuilder()
                .setPool(Pool.newBuilder().setName("pools/office").setDescription("new"))
                .setRequestId("u1")
                .build();
        api.broker.loseReplies();
        assertThat(Errors.of(() -> api.pools().updatePool(request)).reason()).isEqualTo("OUTCOME_UNKNOWN");
        api.broker.heal();
        String etag = get("office").getEtag();

        Pool again = api.pools().updatePool(request).getPool();

        assertThat(again.getDescription()).isEqualTo("new");
        assertThat(again.getEtag()).as("nothing was changed again").isEqualTo(etag);
        assertThat(get("office").getEtag()).isEqualTo(etag);
    }

    @Test
    void refusesARequestIdThatServedAnotherUpdate() {
        create("office", Pool.getDefaultInstance());
        UpdatePoolRequest.Builder request = UpdatePoolRequest.newBuilder()
                .setPool(Pool.newBuilder().setName("pools/office").setDescription("new"))
                .setRequestId("u1");
        api.pools().updatePool(request.build());
        request.getPoolBuilder().setDescription("newer");

        Errors error = Errors.of(() -> api.pools().updatePool(request.build()));

        assertThat(error.reason()).isEqualTo("REQUEST_ID_REUSED");
        assertThat(get("office").getDescription()).isEqualTo("new");
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

    @Test
    void listsPageByPageInOrderOfName() {
        List.of("c", "a", "e", "b", "d").forEach(id -> create(id, Pool.getDefaultInstance()));
        List<String> names = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            ListPoolsResponse page = api.pools()
                    .listPools(ListPoolsRequest.newBuilder()
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            page.getPoolsList().forEach(pool -> names.add(pool.getName()));
            token = page.getNextPageToken();
            pages++;
        } while (!token.isEmpty());

        assertThat(names).containsExactly("pools/a", "pools/b", "pools/c", "pools/d", "pools/e");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void refusesAPageTokenThatItDidNotGive() {
        ListPoolsRequest request = ListPoolsRequest.newBuilder()
                .setPageToken("bm90IG91cnMgYXQgYWxs")
                .build();

        Errors error = Errors.of(() -> api.pools().listPools(request));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.reason()).isEqualTo("INVALID_PAGE_TOKEN");
    }

    @Test
    void refusesANegativePageSize() {
        ListPoolsRequest request = ListPoolsRequest.newBuilder().setPageSize(-1).build();

        assertThat(Errors.of(() -> api.pools().listPools(request)).fields()).containsExactly("page_size");
    }

    private Pool create(String id, Pool pool) {
        return api.pools()
                .createPool(CreatePoolRequest.newBuilder()
                        .setPoolId(id)
                        .setPool(pool)
                        .build())
                .getPool();
    }

    private Pool get(String id) {
        return api.pools()
                .getPool(GetPoolRequest.newBuilder().setName("pools/" + id).build())
                .getPool();
    }

    private Pool update(Pool.Builder pool, FieldMask.Builder mask) {
        return api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(pool)
                        .setUpdateMask(mask)
                        .build())
                .getPool();
    }
}
