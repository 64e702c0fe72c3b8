package io.usher.it;

import io.usher.it.client.Outcome;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.ClusterBuilder;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.history.Violation;
import io.usher.it.plant.Plant;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.RecordingClient;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must be done for a bug to show. The same is harmless to brokers without the bug. */
final class PlantScenario {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final Plant plant;
    private Optional<TestCluster> cluster = Optional.empty();

    private PlantScenario(Plant plant) {
        this.plant = plant;
    }

    static PlantScenario of(Plant plant) {
        return new PlantScenario(plant);
    }

    /** Plays it and returns what the checker says. */
    Result play(SiteExtension site, Optional<Plant> planted) {
        ClusterBuilder builder = description();
        planted.ifPresent(bug -> builder.withJvmOptions(bug.jvmOption()));
        TestCluster started = site.start(builder);
        cluster = Optional.of(started);
        CheckedRun run = site.record(started);
        RecordingClient administrator = run.client();
        switch (plant) {
            case FORGOTTEN_ANSWERS -> askAgainAfterASnapshot(started, run, administrator);
            case REPEATED_RETRIES -> askAgain(run, administrator);
            case IGNORED_IN_FLIGHT -> comeAllAtOnce(run, administrator, Pool.newBuilder(), 12);
            case ONE_SEAT_TOO_MANY ->
                comeAllAtOnce(run, administrator, Pool.newBuilder().setMaxSessionsPerHost(2), 7);
            case UNCHECKED_FENCE -> arriveWithAnOldTicket(run, administrator);
            case STALE_READS -> readFromWhoeverWasCutOff(started, run, administrator);
            case NEXT_FEATURE_LEVEL, NEXT_FOLDERS -> throw new IllegalArgumentException(plant + " is no bug");
        }
        return run.finish();
    }

    private ClusterBuilder description() {
        return switch (plant) {
            case FORGOTTEN_ANSWERS -> TestCluster.aCluster().withBrokers(1).with("snapshot.entries", "25");
            case STALE_READS -> TestCluster.aCluster().withBrokers(3).withRelays();
            default -> TestCluster.aCluster().withBrokers(1);
        };
    }

    /** Whether a violation of this rule is a sign of the bug. */
    boolean isFoundAs(String rule) {
        return switch (plant) {
            case STALE_READS -> rule.equals("older than what had been told before");
            default -> rule.equals("answer differs from the log");
        };
    }

    /** The first violation that is a sign of the bug, shortened. */
    String firstSign(Result result) {
        return result.violations().stream()
                .filter(violation -> isFoundAs(violation.rule()))
                .map(Violation::toString)
                .map(text -> text.substring(0, Math.min(text.length(), 200)))
                .findFirst()
                .orElse("not at all");
    }

    List<BrokerProcess> brokers() {
        return cluster.map(TestCluster::brokers).orElse(List.of());
    }

    private static void askAgainAfterASnapshot(TestCluster cluster, CheckedRun run, RecordingClient client) {
        open(run, client, Pool.newBuilder(), 2);
        AssignSessionRequest request = request("alice");
        assign(client, request);
        for (int user = 0; user < 40; user++) {
            assign(client, request("user-" + user));
        }
        Waiting.until(
                "a snapshot that holds the answer",
                LIMIT,
                () -> cluster.statuses().values().stream().allMatch(status -> status.getSnapshotIndex() > 30));
        cluster.restartAll();
        assign(client, request);
    }

    private static void askAgain(CheckedRun run, RecordingClient client) {
        open(run, client, Pool.newBuilder(), 2);
        AssignSessionRequest request = request("alice");
        assign(client, request);
        assign(client, request);
    }

    private static void comeAllAtOnce(CheckedRun run, RecordingClient client, Pool.Builder pool, int users) {
        open(run, client, pool, 3);
        for (int user = 0; user < users; user++) {
            assign(client, request("user-" + user));
        }
    }

    private static void arriveWithAnOldTicket(CheckedRun run, RecordingClient client) {
        HostFleet fleet = open(run, client, Pool.newBuilder(), 1);
        Assignment first = must(assign(client, request("alice")));
        assign(client, request("alice"));
        // The host has not seen the later ticket, so only the brokers can know.
        fleet.host(first.getHost()).arrive("alice", first).toCompletableFuture().join();
    }

    private static void readFromWhoeverWasCutOff(TestCluster cluster, CheckedRun run, RecordingClient client) {
        open(run, client, Pool.newBuilder(), 2);
        BrokerProcess away = cluster.secondaries().get(0);
        RecordingClient alone = new RecordingClient("alone", cluster.client(List.of(away.endpoint())), run.recorder());
        cluster.cutOff(away);
        assign(client, request("alice"));
        alone.call(
                SessionServiceGrpc.getListSessionsMethod(),
                ListSessionsRequest.newBuilder().setPageSize(1000).build(),
                SHORT);
        cluster.heal();
    }

    private static HostFleet open(CheckedRun run, RecordingClient client, Pool.Builder pool, int hosts) {
        Farm.setUp(client, pool);
        HostFleet fleet = run.hosts(new HostFleet.Shape(hosts, Farm.POOL, 0));
        Waiting.until("hosts", LIMIT, () -> Farm.hostsUp(client) == hosts);
        return fleet;
    }

    private static Outcome<AssignSessionResponse> assign(RecordingClient client, AssignSessionRequest request) {
        return client.call(SessionServiceGrpc.getAssignSessionMethod(), request, LIMIT);
    }

    private static Assignment must(Outcome<AssignSessionResponse> outcome) {
        return Farm.must(outcome).getAssignment();
    }

    private static AssignSessionRequest request(String user) {
        return AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/" + Farm.DESKTOP)
                .setClientAddress("127.0.0.1")
                .setRequestId(Farm.newRequestId())
                .build();
    }
}
