package io.usher.it.bench;

import com.google.protobuf.util.Durations;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.it.client.Endpoint;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.ClusterBuilder;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.Farm;
import io.usher.node.SimulatedHosts;
import io.usher.node.agent.BrokerSecurity;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.GetSessionResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A site under measurement: three broker processes, and hosts with more seats than will be asked for. Every assignment
 * is a new session of a user of its own. Nobody arrives, so its lease ends after a while and the number of sessions
 * stays bounded; a measurement begins when none is left.
 */
public final class UsherSite implements AutoCloseable {

    private static final int HOSTS = 16;
    private static final int SEATS = 100_000;
    /** Long enough for agents to ping while the processors are busy. */
    private static final Duration HOST_LEASE = Duration.ofSeconds(6);

    private static final Duration LOST_AFTER = Duration.ofSeconds(8);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
    private static final int FEW_ENTRIES = 100;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);

    private final TestCluster cluster;
    private final List<Endpoint> endpoints;
    private final UsherClient client;
    private final SimulatedHosts hosts;
    private final AtomicLong users = new AtomicLong();

    private UsherSite(TestCluster cluster) {
        this.cluster = cluster;
        this.endpoints = cluster.endpoints();
        this.client = cluster.client();
        cluster.awaitPrimary();
        Farm.setLeases(client, HOST_LEASE, LOST_AFTER);
        Farm.setUp(client, Pool.newBuilder().setMaxSessionsPerHost(SEATS).setTicketLifetime(Durations.fromSeconds(1)));
        this.hosts = startHosts(cluster.endpoints());
        Waiting.until("all hosts registered", LIMIT, () -> pool().getHostCount() == HOSTS);
    }

    private static SimulatedHosts startHosts(List<Endpoint> brokers) {
        SimulatedHosts.Settings settings = new SimulatedHosts.Settings(
                HOSTS,
                new HostId("bench"),
                new PoolId(Farm.POOL),
                brokers.stream().map(Endpoint::address).toList(),
                new BrokerSecurity.None(),
                0,
                SEATS,
                0,
                Optional.empty());
        try {
            return SimulatedHosts.start(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the simulated hosts", e);
        }
    }

    static UsherSite start(Path folder, String heap) {
        return start(TestCluster.aCluster(), folder, heap);
    }

    /** Starts three brokers of that kind, and hosts for them. */
    public static UsherSite start(ClusterBuilder kind, Path folder, String heap) {
        return new UsherSite(kind.withBrokers(3)
                .withJvmOptions("-Xmx" + heap, "-Xms" + heap)
                // As bin/usher starts a server; the test cluster saves memory and the start of the compiler instead.
                .withJvmOptions(
                        "-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50")
                .startIn(folder));
    }

    /** The brokers. */
    public TestCluster cluster() {
        return cluster;
    }

    /** Waits until every broker is up and has applied almost everything that is committed. */
    public void awaitAllCaughtUp() {
        Waiting.until("all brokers caught up", RECOVERY_LIMIT, () -> {
            Map<String, BrokerStatus> statuses = cluster.statuses();
            long highest = statuses.values().stream()
                    .mapToLong(BrokerStatus::getCommitIndex)
                    .max()
                    .orElse(0);
            return statuses.size() == cluster.brokers().size()
                    && statuses.values().stream().allMatch(status -> highest - status.getAppliedIndex() < FEW_ENTRIES);
        });
        cluster.awaitPrimary();
    }

    /** Where the brokers that it began with are reached. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Process ids of all brokers. */
    List<Long> pids() {
        return cluster.brokers().stream()
                .map(BrokerProcess::pid)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where the primary is at present. */
    String primary() {
        return cluster.awaitPrimary().endpoint().address();
    }

    /** Assignments of new users. */
    GrpcTarget<AssignSessionRequest, AssignSessionResponse> assignments(String broker, int inFlight) {
        return new GrpcTarget<>(broker, inFlight, SessionServiceGrpc.getAssignSessionMethod(), this::assignment);
    }

    /** Linearizable reads of one session. */
    GrpcTarget<GetSessionRequest, GetSessionResponse> reads(String broker, int inFlight) {
        String session = Farm.must(client.call(SessionServiceGrpc.getAssignSessionMethod(), assignment(), LIMIT))
                .getAssignment()
                .getSession();
        GetSessionRequest request =
                GetSessionRequest.newBuilder().setName(session).build();
        return new GrpcTarget<>(broker, inFlight, SessionServiceGrpc.getGetSessionMethod(), () -> request);
    }

    /** The health check of the same server: no broker's work is in it, so it stands for a bare echo. */
    static GrpcTarget<HealthCheckRequest, HealthCheckResponse> echo(String broker, int inFlight) {
        return new GrpcTarget<>(broker, inFlight, HealthGrpc.getCheckMethod(), HealthCheckRequest::getDefaultInstance);
    }

    /** A request of a user who was never there. */
    AssignSessionRequest assignment() {
        long user = users.incrementAndGet();
        return AssignSessionRequest.newBuilder()
                .setUser("user-" + user)
                .setResource("resources/" + Farm.DESKTOP)
                .setClientName("bench")
                .setRequestId("bench-" + user)
                .build();
    }

    /** Waits until the sessions of earlier measurements are over. */
    void awaitNoSessions() {
        Waiting.until("an empty site", DRAIN_LIMIT, () -> pool().getSessionCount() == 0);
    }

    private Pool pool() {
        GetPoolResponse response = Farm.must(client.call(
                PoolServiceGrpc.getGetPoolMethod(),
                GetPoolRequest.newBuilder().setName("pools/" + Farm.POOL).build(),
                LIMIT));
        return response.getPool();
    }

    @Override
    public void close() {
        hosts.close();
        cluster.close();
    }
}
