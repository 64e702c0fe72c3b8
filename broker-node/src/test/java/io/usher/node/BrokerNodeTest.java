package io.usher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.usher.node.config.Address;
import io.usher.node.config.PeerBroker;
import io.usher.node.config.ServerConfig;
import io.usher.node.telemetry.LogLevel;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.GetClusterStatusRequest;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.GetSiteRequest;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.SiteServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole broker in this JVM, with a real log on a real disk, alone in its site. */
class BrokerNodeTest {

    @TempDir
    private Path directory;

    @Test
    void foundsItsSiteEntersItAndServesAndRemembersAfterARestart() throws Exception {
        ServerConfig config = config(freePorts(), true);
        String site;
        try (BrokerNode node = BrokerNode.start(config);
                Client client = new Client(config)) {
            client.awaitReady();
            site = client.site();
            client.createPool("office");
            assertThat(client.brokers()).containsExactly("brokers/b1");
            assertThat(client.status().getHasQuorum()).isTrue();
            assertThat(node).isNotNull();
        }

        try (BrokerNode node = BrokerNode.start(config);
                Client client = new Client(config)) {
            client.awaitReady();
            assertThat(client.site()).isEqualTo(site);
            assertThat(client.hasPool("office")).isTrue();
            assertThat(node).isNotNull();
        }
    }

    @Test
    void saysThatABrokerAloneIsNotHighlyAvailable() throws Exception {
        ServerConfig config = config(freePorts(), true);
        try (BrokerNode node = BrokerNode.start(config);
                Client client = new Client(config)) {
            client.awaitReady();

            BrokerStatus status = client.status().getBrokers(0);

            assertThat(status.getRole()).isEqualTo(BrokerStatus.Role.ROLE_PRIMARY);
            assertThat(status.getWarningsList())
                    .anySatisfy(warning -> assertThat(warning).contains("one broker"));
            assertThat(node).isNotNull();
        }
    }

    @Test
    void freesItsPortsWhenItCannotStart() throws Exception {
        List<Integer> ports = freePorts();
        try (ServerSocket taken = new ServerSocket(ports.get(0), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> BrokerNode.start(config(ports, true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("free the port");
            assertThat(taken.isBound()).isTrue();
        }

        ServerConfig config = config(ports, false);
        try (BrokerNode node = BrokerNode.start(config);
                Client client = new Client(config)) {
            client.awaitReady();
            assertThat(node).isNotNull();
        }
    }

    private ServerConfig config(List<Integer> ports, boolean firstStart) {
        Address api = new Address("127.0.0.1", ports.get(0));
        PeerBroker self = new PeerBroker(
                "b1", api, new Address("127.0.0.1", ports.get(1)), new Address("127.0.0.1", ports.get(2)));
        return new ServerConfig(
                "test",
                "b1",
                new ServerConfig.Storage(directory.resolve("b1"), firstStart, 16L << 20),
                new ServerConfig.Api(api, api, Optional.empty(), Optional.empty()),
                new ServerConfig.Group(List.of(self), Optional.empty()),
                new ServerConfig.Election(Duration.ofMillis(300), Duration.ofMillis(600)),
                new ServerConfig.Snapshots(1_000, 1L << 20, Duration.ofHours(1), 3),
                new ServerConfig.Limits(1_024, 32L << 20, 4L << 20, Duration.ofSeconds(10), Duration.ofMinutes(1)),
                Duration.ofSeconds(1),
                LogLevel.WARN);
    }

    /** Three that nobody listens on now. */
    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static final class Client implements AutoCloseable {

        private final ManagedChannel channel;

        Client(ServerConfig config) {
            channel = Grpc.newChannelBuilder(config.api().listen().toString(), InsecureChannelCredentials.create())
                    .build();
        }

        void awaitReady() {
            HealthCheckRequest sessions = HealthCheckRequest.newBuilder()
                    .setService(SessionServiceGrpc.SERVICE_NAME)
                    .build();
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            HealthGrpc.newBlockingStub(channel).check(sessions).getStatus() == ServingStatus.SERVING);
            await().atMost(Duration.ofSeconds(30)).until(() -> !brokers().isEmpty());
        }

        String site() {
            return SiteServiceGrpc.newBlockingStub(channel)
                    .getSite(GetSiteRequest.getDefaultInstance())
                    .getSite()
                    .getEtag();
        }

        List<String> brokers() {
            return BrokerServiceGrpc.newBlockingStub(channel)
                    .listBrokers(ListBrokersRequest.getDefaultInstance())
                    .getBrokersList()
                    .stream()
                    .map(io.usher.proto.v1.Broker::getName)
                    .toList();
        }

        void createPool(String id) {
            PoolServiceGrpc.newBlockingStub(channel)
                    .createPool(CreatePoolRequest.newBuilder().setPoolId(id).build());
        }

        boolean hasPool(String id) {
            return PoolServiceGrpc.newBlockingStub(channel)
                    .getPool(GetPoolRequest.newBuilder().setName("pools/" + id).build())
                    .hasPool();
        }

        GetClusterStatusResponse status() {
            return ClusterServiceGrpc.newBlockingStub(channel)
                    .getClusterStatus(GetClusterStatusRequest.getDefaultInstance());
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }
}
