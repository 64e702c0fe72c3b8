package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.client.Outcome;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.LinkState;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.RecordingClient;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that got no answer asks again, elsewhere and much later. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RetryIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void returnsTheSameAssignmentOnAnotherBrokerWhenTheReplyWasLost() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).withRelays());
        CheckedRun run = site.record(cluster);
        RecordingClient administrator = run.client();
        Farm.setUp(administrator, Pool.newBuilder());
        awaitHosts(administrator, run.hosts(new HostFleet.Shape(3, Farm.POOL, 10)));
        BrokerProcess asked = cluster.secondaries().get(0);
        RecordingClient unlucky =
                new RecordingClient("unlucky", cluster.client(List.of(cluster.relayed(asked))), run.recorder());
        AssignSessionRequest request = request("alice");
        // Connected already, so that nothing but the answer can get lost.
        Farm.must(unlucky.call(SessionServiceGrpc.getListSessionsMethod(), anySessions(), LIMIT));

        cluster.setRelayed(asked, LinkState.NO_REPLIES);
        CompletableFuture<Outcome<AssignSessionResponse>> lost = CompletableFuture.supplyAsync(
                () -> unlucky.call(SessionServiceGrpc.getAssignSessionMethod(), request, Duration.ofSeconds(3)));
        Session granted = Waiting.forValue(
                "the session of alice",
                LIMIT,
                () -> sessions(administrator).stream().findFirst());
        assertThat(lost.join()).isInstanceOf(Outcome.Unknown.class);
        Assignment again = Farm.must(administrator.call(SessionServiceGrpc.getAssignSessionMethod(), request, LIMIT))
                .getAssignment();

        assertThat(again.getSession()).isEqualTo(granted.getName());
        assertThat(again.getFence()).isEqualTo(granted.getFence());
        assertThat(sessions(administrator)).hasSize(1);
        cluster.setRelayed(asked, LinkState.OPEN);
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().retried()).as("requests twice in the log").isPositive();
    }

    @Test
    void returnsTheSameAssignmentAfterASnapshotAndARestartOfAllBrokers() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).with("snapshot.entries", "25"));
        CheckedRun run = site.record(cluster);
        RecordingClient administrator = run.client();
        Farm.setUp(administrator, Pool.newBuilder());
        awaitHosts(administrator, run.hosts(new HostFleet.Shape(3, Farm.POOL, 100)));
        AssignSessionRequest request = request("alice");
        Assignment first = Farm.must(administrator.call(SessionServiceGrpc.getAssignSessionMethod(), request, LIMIT))
                .getAssignment();
        long granted =
                Long.parseLong(first.getFence().substring(0, first.getFence().indexOf('-')));

        for (int user = 0; user < 60; user++) {
            Farm.must(administrator.call(SessionServiceGrpc.getAssignSessionMethod(), request("user-" + user), LIMIT));
        }
        Waiting.until(
                "a snapshot on every broker that holds the answer",
                LIMIT,
                () -> cluster.statuses().values().stream().allMatch(status -> status.getSnapshotIndex() > granted));
        List<Session> before = sessions(administrator);
        cluster.restartAll();
        Assignment again = Farm.must(administrator.call(SessionServiceGrpc.getAssignSessionMethod(), request, LIMIT))
                .getAssignment();

        // Another broker may have signed this one; whom and what it admits is the same.
        assertThat(again.toBuilder().clearTicket().build())
                .isEqualTo(first.toBuilder().clearTicket().build());
        assertThat(sessions(administrator)).hasSameSizeAs(before);
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().retried()).as("requests twice in the log").isPositive();
    }

    @Test
    void findsEverythingAgainWhenAllBrokersWereKilledAtOnce() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        CheckedRun run = site.record(cluster);
        RecordingClient administrator = run.client();
        Farm.setUp(administrator, Pool.newBuilder());
        awaitHosts(administrator, run.hosts(new HostFleet.Shape(3, Farm.POOL, 100)));
        for (int user = 0; user < 20; user++) {
            Farm.must(administrator.call(SessionServiceGrpc.getAssignSessionMethod(), request("user-" + user), LIMIT));
        }

        cluster.brokers().forEach(BrokerProcess::kill);
        cluster.start();
        cluster.awaitPrimary();

        assertThat(sessions(administrator)).hasSize(20);
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }

    @Test
    void bringsABrokerUpToDateWithASnapshotAndTurnsAwayOneThatLostItsData() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).with("snapshot.entries", "25"));
        CheckedRun run = site.record(cluster);
        RecordingClient administrator = run.client();
        Farm.setUp(administrator, Pool.newBuilder());
        awaitHosts(administrator, run.hosts(new HostFleet.Shape(3, Farm.POOL, 100)));
        BrokerProcess away = cluster.secondaries().get(0);
        long seen = cluster.statusOf(away).getAppliedIndex();
        away.kill();
        for (int user = 0; user < 120; user++) {
            Farm.must(administrator.call(SessionServiceGrpc.getAssignSessionMethod(), request("user-" + user), LIMIT));
        }
        Waiting.until(
                "snapshots far ahead",
                LIMIT,
                () -> cluster.statuses().values().stream().allMatch(status -> status.getSnapshotIndex() > seen + 50));

        away.start();
        cluster.awaitEqualDigests();
        BrokerStatus back = cluster.statusOf(away);
        assertThat(back.getSnapshotIndex())
                .as("index of the snapshot it was given")
                .isGreaterThan(seen);

        away.stop();
        cluster.wipe(away);
        away.start();
        assertThat(away.awaitEnd(LIMIT))
                .as("exit status of a broker that forgot what it promised")
                .isNotZero();
        assertThat(sessions(administrator)).hasSize(120);
    }

    private static void awaitHosts(RecordingClient client, HostFleet fleet) {
        Waiting.until(
                "hosts", LIMIT, () -> Farm.hostsUp(client) == fleet.hosts().size());
    }

    private static AssignSessionRequest request(String user) {
        return AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource("resources/" + Farm.DESKTOP)
                .setClientAddress("127.0.0.1")
                .setRequestId(Farm.newRequestId())
                .build();
    }

    private static ListSessionsRequest anySessions() {
        return ListSessionsRequest.newBuilder().setPageSize(1000).build();
    }

    private static List<Session> sessions(RecordingClient client) {
        return Farm.must(client.call(SessionServiceGrpc.getListSessionsMethod(), anySessions(), LIMIT))
                .getSessionsList();
    }
}
