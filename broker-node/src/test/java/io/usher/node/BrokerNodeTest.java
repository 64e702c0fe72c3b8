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
import io.usher.node.config.ServerConfig;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole broker in this JVM, with a real log on a real disk, alone in its site. */
class BrokerNodeTest {

    @TempDir
    private Path directory;

    @Test
    void foundsItsSiteEntersItAndServesAndRemembersAfterARestart() throws Exception {
        ServerConfig config = LoneBroker.config(directory, LoneBroker.freePorts(), true);
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
        ServerConfig config = LoneBroker.config(directory, LoneBroker.freePorts(), true);
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
        List<Integer> ports = LoneBroker.freePorts();
        try (ServerSocket taken = new ServerSocket(ports.get(0), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> BrokerNode.start(LoneBroker.config(directory, ports, true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("free the port");
            assertThat(taken.isBound()).isTrue();
        }

        ServerConfig config = LoneBroker.config(directory, ports, false);
        try (BrokerNode node = BrokerNode.start(config);
                Client client = new Client(config)) {
            client.awaitReady();
            assertThat(node).isNotNull();
        }
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
