package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.RoleTable;
import io.usher.core.model.SiteId;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.wire.SiteHeader;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.PoolServiceGrpc.PoolServiceBlockingStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which site a call comes to, where one address serves several, and where it serves one. */
class SiteRoutingTest {

    private static final String OFFICE = "head-office";
    private static final String BRANCH = "branch";

    private final Health office = new Health();
    private final Health branch = new Health();
    private final ServiceGate gateOfBranch = new ServiceGate(new BrokerId("b1"), () -> {}, List.of());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void startsACallAtTheSiteThatItNames() throws Exception {
        int port = both();

        pools(port, OFFICE).createPool(pool("red"));
        pools(port, BRANCH).createPool(pool("blue"));

        assertThat(names(pools(port, OFFICE))).containsExactly("pools/red");
        assertThat(names(pools(port, BRANCH))).containsExactly("pools/blue");
    }

    @Test
    void askedForASiteThatIsNotHereSaysWhichAre() throws Exception {
        int port = both();

        Errors error = Errors.of(() -> names(pools(port, "elsewhere")));

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.reason()).isEqualTo("SITE_NOT_SERVED");
        assertThat(error.metadata()).containsEntry("site", "elsewhere").containsEntry("served", "branch, head-office");
    }

    @Test
    void askedForNoSiteWhereThereAreSeveralSaysWhichThereAre() throws Exception {
        int port = both();

        Errors error = Errors.of(() -> names(pools(port)));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.reason()).isEqualTo("SITE_NOT_NAMED");
        assertThat(error.metadata()).containsEntry("served", "branch, head-office");
    }

    @Test
    void needsNoNameWhereThereIsOneSiteButHeedsIt() throws Exception {
        ApiPort alone = new ApiPort(settings(), List.of(new SiteId(OFFICE)));
        int port = serve(alone, OFFICE, office, Optional.empty()).port();

        assertThat(names(pools(port))).isEmpty();
        assertThat(names(pools(port, OFFICE))).isEmpty();
        assertThat(Errors.of(() -> names(pools(port, BRANCH))).reason()).isEqualTo("SITE_NOT_SERVED");
    }

    @Test
    void asksTheDoorOfTheOneSiteAlone() throws Exception {
        int port = both();

        gateOfBranch.tell(new BrokerSettings("", true, 0));

        assertThat(Errors.of(() -> names(pools(port, BRANCH))).reason()).isEqualTo("BROKER_DISABLED");
        assertThat(names(pools(port, OFFICE))).isEmpty();
    }

    @Test
    void sendsClientsOfASiteAwayWhileItIsGoneAndServesTheOther() throws Exception {
        ApiPort api = port();
        ApiServer first = serve(api, OFFICE, office, Optional.empty());
        int port = first.port();

        assertThat(Errors.of(() -> names(pools(port, BRANCH))).reason()).isEqualTo("NOT_READY");
        ApiServer second = serve(api, BRANCH, branch, Optional.empty());
        assertThat(names(pools(port, BRANCH))).isEmpty();
        first.close();

        assertThat(Errors.of(() -> names(pools(port, OFFICE))).reason()).isEqualTo("NOT_READY");
        assertThat(names(pools(port, BRANCH))).isEmpty();
        serve(api, OFFICE, new Health(), Optional.empty());
        assertThat(names(pools(port, OFFICE))).isEmpty();
        assertThat(second.port()).isEqualTo(port);
    }

    @Test
    void tellsTheHealthOfOneSiteOrOfAllTogether() throws Exception {
        int port = both();

        office.canRead(true);

        assertThat(health(port, OFFICE)).isEqualTo(ServingStatus.SERVING);
        assertThat(health(port, BRANCH)).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(health(port)).isEqualTo(ServingStatus.NOT_SERVING);
        branch.canRead(true);
        assertThat(health(port)).isEqualTo(ServingStatus.SERVING);
        branch.stopping();
        assertThat(health(port)).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(health(port, OFFICE)).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void describesItsServicesToWhoeverNamesNoSite() throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> asking =
                ServerReflectionGrpc.newStub(channel(both())).serverReflectionInfo(new FirstAnswer(answer));

        asking.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());

        assertThat(answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
                .anyMatch(service -> service.getName().equals(PoolServiceGrpc.SERVICE_NAME));
        asking.onCompleted();
    }

    private record FirstAnswer(CompletableFuture<ServerReflectionResponse> answer)
            implements StreamObserver<ServerReflectionResponse> {
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
    }

    private static ApiServerSettings settings() {
        return new ApiServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), 1 << 20);
    }

    private static ApiPort port() {
        return new ApiPort(settings(), List.of(new SiteId(OFFICE), new SiteId(BRANCH)));
    }

    private int both() throws IOException {
        ApiPort api = port();
        serve(api, OFFICE, office, Optional.empty());
        return serve(api, BRANCH, branch, Optional.of(gateOfBranch)).port();
    }

    private ApiServer serve(ApiPort api, String site, Health health, Optional<ServiceGate> gate) throws IOException {
        LocalReplicatedBroker broker = new LocalReplicatedBroker(new EventFeed(FeedLimits.DEFAULTS, Runnable::run));
        Calls calls = new Calls(broker, new Headers(new BrokerId("b1"), () -> 1), ApiSettings.DEFAULTS);
        ApiServer server = api.serve(new SiteServices(
                new SiteId(site),
                health,
                new Authorization(() -> RoleTable.EMPTY, List.of()),
                gate.map(found -> found),
                List.of(new PoolGrpc(calls))));
        opened.add(server);
        return server;
    }

    private Channel channel(int port) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        "localhost", port, InsecureChannelCredentials.create())
                .build();
        opened.add(channel::shutdownNow);
        return channel;
    }

    private Channel channel(int port, String site) {
        return ClientInterceptors.intercept(channel(port), SiteHeader.naming(site));
    }

    private PoolServiceBlockingStub pools(int port) {
        return PoolServiceGrpc.newBlockingStub(channel(port));
    }

    private PoolServiceBlockingStub pools(int port, String site) {
        return PoolServiceGrpc.newBlockingStub(channel(port, site));
    }

    private static List<String> names(PoolServiceBlockingStub pools) {
        return pools.listPools(ListPoolsRequest.getDefaultInstance()).getPoolsList().stream()
                .map(Pool::getName)
                .toList();
    }

    private static CreatePoolRequest pool(String id) {
        return CreatePoolRequest.newBuilder().setPoolId(id).build();
    }

    private ServingStatus health(int port, String site) {
        return health(channel(port, site));
    }

    private ServingStatus health(int port) {
        return health(channel(port));
    }

    private static ServingStatus health(Channel channel) {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.newBuilder().setService(Health.READ).build())
                .getStatus();
    }
}
