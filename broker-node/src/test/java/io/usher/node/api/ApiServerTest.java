package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.RegisterHost;
import io.usher.core.model.BrokerId;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.PoolId;
import io.usher.core.model.RoleTable;
import io.usher.node.api.ApiServerSettings.Tls;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.ticket.BrokerKey;
import io.usher.node.ticket.SigningQueue;
import io.usher.node.ticket.TicketSigner;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest {

    private final EventFeed feed = new EventFeed(FeedLimits.DEFAULTS, Runnable::run);
    private final LocalReplicatedBroker broker = new LocalReplicatedBroker(feed);
    private final Calls calls = new Calls(broker, new Headers(new BrokerId("b1"), () -> 1), ApiSettings.DEFAULTS);
    private final Health health = new Health();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void takesTheAddressOfAClientThatDoesNotSayFromTheConnection() throws Exception {
        ManagedChannel channel = plain(start(Optional.empty()));
        PoolServiceGrpc.newBlockingStub(channel)
                .createPool(CreatePoolRequest.newBuilder().setPoolId("office").build());
        ResourceServiceGrpc.newBlockingStub(channel)
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId("desk")
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_DESKTOP)
                                .addPools("pools/office"))
                        .build());
        broker.apply(
                new RegisterHost(new HostId("h1"), new PoolId("office"), "instance", "h1:3389", HostSettings.DEFAULTS));
        SessionServiceGrpc.SessionServiceBlockingStub sessions = SessionServiceGrpc.newBlockingStub(channel);

        AssignSessionResponse answer = sessions.assignSession(AssignSessionRequest.newBuilder()
                .setUser("alice")
                .setResource("resources/desk")
                .build());

        String session = answer.getAssignment().getSession();
        assertThat(sessions.getSession(
                                GetSessionRequest.newBuilder().setName(session).build())
                        .getSession()
                        .getClientAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void refusesARequestThatIsTooLarge() throws Exception {
        PoolServiceGrpc.PoolServiceBlockingStub pools = PoolServiceGrpc.newBlockingStub(plain(start(Optional.empty())));
        CreatePoolRequest large = CreatePoolRequest.newBuilder()
                .setPoolId("office")
                .setPool(Pool.newBuilder().setDescription("x".repeat(ServerLimits.CLIENT_MESSAGE_BYTES)))
                .build();

        Errors error = Errors.of(() -> pools.createPool(large));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.reason()).isEqualTo("TOO_LARGE");
    }

    @Test
    void answersHealthChecksByName() throws Exception {
        HealthGrpc.HealthBlockingStub checks = HealthGrpc.newBlockingStub(plain(start(Optional.empty())));
        String sessions = SessionServiceGrpc.SERVICE_NAME;

        assertThat(check(checks, "")).isEqualTo(ServingStatus.SERVING);
        assertThat(check(checks, "read")).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(check(checks, sessions)).isEqualTo(ServingStatus.NOT_SERVING);
        health.canRead(true);
        assertThat(check(checks, "read")).isEqualTo(ServingStatus.SERVING);
        health.canCommit(true);
        assertThat(check(checks, sessions)).isEqualTo(ServingStatus.SERVING);
        health.stopping();
        health.canCommit(true);
        assertThat(check(checks, sessions)).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(check(checks, "")).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void describesItsServices() throws Exception {
        ManagedChannel channel = plain(start(Optional.empty()));
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> asking = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        answer.completeExceptionally(thrown);
                    }

                    @Override
                    public void onCompleted() {}
                });
        asking.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());

        List<String> names = answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
        asking.onCompleted();

        assertThat(names)
                .contains("usher.v1.PoolService", "usher.v1.SessionService", "grpc.health.v1.Health")
                .noneMatch(name -> name.contains("internal"));
    }

    @Test
    void refusesToListenBeyondLoopbackWithoutTls() {
        ApiServerSettings everywhere =
                new ApiServerSettings(new InetSocketAddress("0.0.0.0", 0), Optional.empty(), 1 << 20);

        assertThatThrownBy(() -> ApiServer.start(everywhere, health, door(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("api-tls.certificate");
    }

    @Test
    void saysWhatToDoWhenTheAddressIsTaken() throws Exception {
        ApiServer first = start(Optional.empty());
        ApiServerSettings same = new ApiServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port()), Optional.empty(), 1 << 20);

        assertThatThrownBy(() -> ApiServer.start(same, new Health(), door(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("free the port");
    }

    @Test
    void speaksTlsAndLetsNobodyInWhoShowsNoCertificate(@TempDir Path directory) throws Exception {
        SelfSigned own = SelfSigned.create(directory, "broker");
        ApiServer server = start(Optional.of(new Tls(own.certificate(), own.key(), Optional.empty())));

        Errors error = Errors.of(() -> PoolServiceGrpc.newBlockingStub(
                        channel(server, trusting(own).build()))
                .listPools(ListPoolsRequest.getDefaultInstance()));

        assertThat(error.code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(error.reason()).isEqualTo("UNAUTHENTICATED");
        assertThat(answers(server, InsecureChannelCredentials.create())).isFalse();
    }

    @Test
    void wantsACertificateOfAnAuthorityThatItKnows(@TempDir Path directory) throws Exception {
        SelfSigned own = SelfSigned.create(directory, "broker");
        SelfSigned client = SelfSigned.create(directory, "client");
        SelfSigned stranger = SelfSigned.create(directory, "stranger");
        ApiServer server = start(Optional.of(new Tls(own.certificate(), own.key(), Optional.of(client.certificate()))));

        assertThat(answers(server, with(client, trusting(own)))).isTrue();
        assertThat(answers(server, with(stranger, trusting(own)))).isFalse();
        assertThat(answers(server, trusting(own).build())).isFalse();
    }

    /** Whoever has shown a certificate is an administrator. */
    private static Authorization door() {
        return new Authorization(() -> RoleTable.EMPTY, List.of(new IdentityPattern("cn:*")));
    }

    private ApiServer start(Optional<Tls> tls) throws IOException {
        WatchStreams watches = new WatchStreams(calls, feed, Runnable::run);
        Tickets tickets =
                new Tickets(new SigningQueue(new TicketSigner(BrokerKey.ephemeral())::sign, Runnable::run, 1));
        ApiServerSettings settings =
                new ApiServerSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, 1 << 20);
        ApiServer server = ApiServer.start(
                settings,
                health,
                door(),
                List.of(new PoolGrpc(calls), new ResourceGrpc(calls), new SessionGrpc(calls, tickets, watches)));
        opened.add(server);
        return server;
    }

    private ManagedChannel plain(ApiServer server) {
        return channel(server, InsecureChannelCredentials.create());
    }

    private ManagedChannel channel(ApiServer server, ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress("localhost", server.port(), credentials)
                .build();
        opened.add(channel::shutdownNow);
        return channel;
    }

    private boolean answers(ApiServer server, ChannelCredentials credentials) {
        try {
            PoolServiceGrpc.newBlockingStub(channel(server, credentials))
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .listPools(ListPoolsRequest.getDefaultInstance());
            return true;
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
            return false;
        }
    }

    private static TlsChannelCredentials.Builder trusting(SelfSigned server) throws IOException {
        return TlsChannelCredentials.newBuilder()
                .trustManager(server.certificate().toFile());
    }

    private static ChannelCredentials with(SelfSigned own, TlsChannelCredentials.Builder credentials)
            throws IOException {
        return credentials
                .keyManager(own.certificate().toFile(), own.key().toFile())
                .build();
    }

    private static ServingStatus check(HealthGrpc.HealthBlockingStub checks, String service) {
        return checks.check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }
}
