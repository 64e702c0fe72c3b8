package io.usher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.usher.node.config.ServerConfig;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.ReplayRequest;
import io.usher.proto.v1.ReplayResponse;
import io.usher.proto.v1.ReplayServiceGrpc;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a real broker once more: the same state, and what another policy would have decided. */
class ReplayOfABrokerTest {

    private static final int USERS = 12;

    @TempDir
    private Path directory;

    private BrokerNode node;
    private ManagedChannel channel;
    private Pool pool = Pool.getDefaultInstance();
    private long beforeTheUsers;

    @BeforeEach
    void twoHostsAndUsersSpreadOverThem() throws Exception {
        ServerConfig config = LoneBroker.config(directory, LoneBroker.freePorts(), true);
        node = BrokerNode.start(config);
        channel = Grpc.newChannelBuilder(config.api().listen().toString(), InsecureChannelCredentials.create())
                .build();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> !BrokerServiceGrpc.newBlockingStub(channel)
                        .listBrokers(ListBrokersRequest.getDefaultInstance())
                        .getBrokersList()
                        .isEmpty());
        pool = PoolServiceGrpc.newBlockingStub(channel)
                .createPool(CreatePoolRequest.newBuilder()
                        .setPoolId("office")
                        .setPool(Pool.newBuilder().setMethod(BalancingMethod.BALANCING_METHOD_LEAST_SESSIONS))
                        .build())
                .getPool();
        beforeTheUsers = ResourceServiceGrpc.newBlockingStub(channel)
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId("desk")
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_DESKTOP)
                                .addPools("pools/office"))
                        .build())
                .getHeader()
                .getRevision();
        register("h1");
        register("h2");
        for (int user = 0; user < USERS; user++) {
            SessionServiceGrpc.newBlockingStub(channel)
                    .assignSession(AssignSessionRequest.newBuilder()
                            .setUser("u" + user)
                            .setResource("resources/desk")
                            .build());
        }
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        node.close();
    }

    @Test
    void leadsToTheSameStateWhereNothingElseIsSupposed() {
        ReplayResponse whole = replay(ReplayRequest.newBuilder().setFromRevision(1));

        assertThat(whole.getSame()).isTrue();
        assertThat(whole.hasStateAgrees()).isTrue();
        assertThat(whole.getStateAgrees()).isTrue();
        assertThat(whole.getAssignments()).isEqualTo(USERS);
        assertThat(whole.getDifferent()).isZero();
        assertThat(whole.getHostsList())
                .extracting(ReplayResponse.HostCount::getRecorded)
                .containsExactly(USERS / 2, USERS / 2);
    }

    @Test
    void findsNothingElseUnderThePolicyThatThereWas() {
        ReplayResponse same = replay(
                ReplayRequest.newBuilder().setFromRevision(beforeTheUsers + 1).addPools(pool));

        assertThat(same.getSame()).isTrue();
        assertThat(same.getAssignments()).isEqualTo(USERS);
    }

    @Test
    void tellsWhereUsersWouldHaveGoneUnderAnotherPolicy() {
        Pool other = pool.toBuilder()
                .setMethod(BalancingMethod.BALANCING_METHOD_DEPTH_FIRST)
                .build();

        ReplayResponse otherwise = replay(
                ReplayRequest.newBuilder().setFromRevision(beforeTheUsers + 1).addPools(other));

        assertThat(otherwise.getSame()).isFalse();
        assertThat(otherwise.getStateAgrees()).as("the log itself is the same").isTrue();
        assertThat(otherwise.getDifferent()).isEqualTo(USERS / 2);
        assertThat(otherwise.getDifferences(0).getRecorded().getHost()).isEqualTo("hosts/h2");
        assertThat(otherwise.getDifferences(0).getSupposed().getHost()).isEqualTo("hosts/h1");
        assertThat(otherwise.getHosts(0).getSupposed()).isEqualTo(USERS);
    }

    @Test
    void tellsWhoWouldHaveBeenRefused() {
        Pool smaller = pool.toBuilder().setMaxSessionsPerHost(2).build();

        ReplayResponse refused = replay(
                ReplayRequest.newBuilder().setFromRevision(beforeTheUsers + 1).addPools(smaller));

        assertThat(refused.getRefusedInstead()).isEqualTo(USERS - 4);
        assertThat(refused.getDifferences(0).getSupposed().getRefusal()).isEqualTo("NO_SEAT");
    }

    @Test
    void refusesRevisionsThatAreNotThere() {
        assertThatThrownBy(() -> replay(ReplayRequest.newBuilder().setFromRevision(1_000_000)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("from_revision");
        assertThatThrownBy(() ->
                        replay(ReplayRequest.newBuilder().setFromRevision(1).setToRevision(1_000_000)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("to_revision");
        assertThatThrownBy(() -> replay(ReplayRequest.newBuilder()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("from_revision");
    }

    private ReplayResponse replay(ReplayRequest.Builder request) {
        return ReplayServiceGrpc.newBlockingStub(channel).replay(request.build());
    }

    /** Registered and then silent: it is lost only long after the test. */
    private void register(String host) {
        CompletableFuture<ConnectResponse> registered = new CompletableFuture<>();
        StreamObserver<ConnectRequest> agent = AgentServiceGrpc.newStub(channel).connect(new StreamObserver<>() {
            @Override
            public void onNext(ConnectResponse message) {
                registered.complete(message);
            }

            @Override
            public void onError(Throwable thrown) {
                registered.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {}
        });
        agent.onNext(ConnectRequest.newBuilder()
                .setRegister(ConnectRequest.Register.newBuilder()
                        .setHostId(host)
                        .setPool("pools/office")
                        .setAgentInstance("first")
                        .setEndpoint(host + ":3389"))
                .build());
        assertThat(registered.join().hasRegistered()).isTrue();
    }
}
