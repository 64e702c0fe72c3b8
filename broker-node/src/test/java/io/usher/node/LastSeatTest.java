package io.usher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.usher.node.config.ServerConfig;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand users want the last one at the same time, of a real broker over gRPC: exactly one gets it. */
class LastSeatTest {

    private static final int USERS = 1_000;

    @TempDir
    private Path directory;

    private BrokerNode node;
    private ManagedChannel channel;

    @BeforeEach
    void startABroker() throws Exception {
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
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        node.close();
    }

    @Test
    void theLastSeatOfAHostGoesToOne() {
        furnish(pool -> pool.setMaxSessionsPerHost(1), Resource.newBuilder());

        assertThat(reasonsOfThoseWhoGotNothing()).hasSize(USERS - 1).containsOnly("NO_SEAT");

        assertThat(sessions()).hasSize(1);
    }

    @Test
    void theLastLicenceOfAResourceGoesToOne() {
        furnish(pool -> pool, Resource.newBuilder().setConcurrentUserLimit(1));

        assertThat(reasonsOfThoseWhoGotNothing()).hasSize(USERS - 1).containsOnly("RESOURCE_LIMIT_REACHED");

        assertThat(sessions()).hasSize(1);
    }

    private void furnish(UnaryOperator<Pool.Builder> pool, Resource.Builder resource) {
        PoolServiceGrpc.newBlockingStub(channel)
                .createPool(CreatePoolRequest.newBuilder()
                        .setPoolId("office")
                        .setPool(pool.apply(Pool.newBuilder()))
                        .build());
        ResourceServiceGrpc.newBlockingStub(channel)
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId("desk")
                        .setResource(
                                resource.setKind(Resource.Kind.KIND_DESKTOP).addPools("pools/office"))
                        .build());
        registerHost(channel);
    }

    /** Registered and then silent: it is lost only long after the test. */
    private static void registerHost(Channel channel) {
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
                        .setHostId("h1")
                        .setPool("pools/office")
                        .setAgentInstance("first")
                        .setEndpoint("h1:3389"))
                .build());
        assertThat(registered.join().hasRegistered()).isTrue();
    }

    private List<String> reasonsOfThoseWhoGotNothing() {
        List<CompletableFuture<AssignSessionResponse>> calls = IntStream.range(0, USERS)
                .mapToObj(user -> new CompletableFuture<AssignSessionResponse>())
                .toList();
        for (int user = 0; user < USERS; user++) {
            ask("u" + user, calls.get(user));
        }
        return calls.stream()
                .map(call -> call.handle((granted, failure) -> failure == null ? "" : reason(failure)))
                .map(CompletableFuture::join)
                .filter(reason -> !reason.isEmpty())
                .toList();
    }

    private void ask(String user, CompletableFuture<AssignSessionResponse> answer) {
        AssignSessionRequest request = AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/desk")
                .setRequestId(user)
                .build();
        SessionServiceGrpc.newStub(channel).assignSession(request, new StreamObserver<>() {
            @Override
            public void onNext(AssignSessionResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable thrown) {
                answer.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {}
        });
    }

    private static String reason(Throwable failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        try {
            return status == null
                    ? failure.toString()
                    : status.getDetails(0).unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the first detail of an error must be its reason", e);
        }
    }

    private List<Session> sessions() {
        return SessionServiceGrpc.newBlockingStub(channel)
                .listSessions(ListSessionsRequest.getDefaultInstance())
                .getSessionsList();
    }
}
