package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.history.Stay;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.FleetHost;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.RecordingClient;
import io.usher.node.agent.Entry;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host falls off the network with users on it, or loses the only broker that it was set up with. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class HostLossIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HOST_LEASE = Duration.ofSeconds(3);
    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void givesAUserAnotherSessionOnlyWhenTheHostsLeaseIsOverAndEndsTheOldOneWhenTheHostIsBack() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).with("agents.ping-interval", "500ms"));
        CheckedRun run = site.record(cluster);
        RecordingClient client = run.client();
        Farm.setLeases(client, HOST_LEASE, LOST_AFTER);
        Farm.setUp(client, Pool.newBuilder());
        HostFleet fleet = run.hosts(new HostFleet.Shape(2, Farm.POOL, 10));
        Waiting.until("hosts", LIMIT, () -> Farm.hostsUp(client) == 2);
        Assignment first = assign(client);
        FleetHost host = fleet.host(first.getHost());
        assertThat(arrive(host, first)).isInstanceOf(Entry.Granted.class);
        Waiting.until("alice at work", LIMIT, () -> stateOf(client, first) == Session.State.STATE_ACTIVE);

        long silent = System.nanoTime();
        host.cutOff();
        Assignment meanwhile = assign(client);
        assertThat(meanwhile.getHost()).as("host inside its lease").isEqualTo(first.getHost());
        Assignment elsewhere = Waiting.forValue(
                "a session elsewhere",
                LIMIT,
                () -> Optional.of(assign(client)).filter(next -> !next.getHost().equals(first.getHost())));
        Duration waited = Duration.ofNanos(System.nanoTime() - silent);

        assertThat(waited).as("time until the user got another session").isGreaterThan(HOST_LEASE);
        assertThat(stateOf(client, first)).isEqualTo(Session.State.STATE_ENDED);
        assertThat(arrive(host, meanwhile)).as("entry outside the lease").isInstanceOf(Entry.Denied.class);
        assertThat(arrive(fleet.host(elsewhere.getHost()), elsewhere)).isInstanceOf(Entry.Granted.class);

        host.reconnect();
        Waiting.until(
                "the old session to be ended on its host",
                LIMIT,
                () -> host.users().isEmpty());
        assertThat(host.stays()).hasSize(1).extracting(Stay::until).allMatch(java.util.OptionalLong::isPresent);
        assertThat(stateOf(client, elsewhere)).isEqualTo(Session.State.STATE_ACTIVE);
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }

    @Test
    void hostsThatWereSetUpWithOneBrokerGoOnWithTheOthersWhenThatOneIsGone() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).with("agents.ping-interval", "500ms"));
        CheckedRun run = site.record(cluster);
        RecordingClient client = run.client();
        Farm.setLeases(client, HOST_LEASE, LOST_AFTER);
        Farm.setUp(client, Pool.newBuilder());
        BrokerProcess known = cluster.secondaries().get(0);
        HostFleet fleet = run.hosts(List.of(known.endpoint()), new HostFleet.Shape(2, Farm.POOL, 10));
        Waiting.until("hosts", LIMIT, () -> Farm.hostsUp(client) == 2);
        String address = known.endpoint().address();
        assertThat(fleet.hosts()).allMatch(host -> host.broker().equals(Optional.of(address)));

        known.kill();

        Waiting.until(
                "hosts with other brokers",
                LIMIT,
                () -> fleet.hosts().stream()
                        .allMatch(host ->
                                host.broker().filter(to -> !to.equals(address)).isPresent()));
        Assignment assignment = assign(client);
        assertThat(arrive(fleet.host(assignment.getHost()), assignment))
                .isInstanceOfSatisfying(
                        Entry.Granted.class,
                        entry -> assertThat(entry.user())
                                .as("whom a broker told of")
                                .contains("alice"));
        Waiting.until("alice at work", LIMIT, () -> stateOf(client, assignment) == Session.State.STATE_ACTIVE);

        // Only so that what it knew can be checked as well.
        known.start();
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }

    private static Assignment assign(RecordingClient client) {
        return Farm.must(client.call(
                        SessionServiceGrpc.getAssignSessionMethod(),
                        AssignSessionRequest.newBuilder()
                                .setUser("alice")
                                .setResource("resources/" + Farm.DESKTOP)
                                .setClientAddress("127.0.0.1")
                                .setRequestId(Farm.newRequestId())
                                .build(),
                        LIMIT))
                .getAssignment();
    }

    private static Entry arrive(FleetHost host, Assignment assignment) {
        return host.arrive("alice", assignment).toCompletableFuture().join();
    }

    private static Session.State stateOf(RecordingClient client, Assignment assignment) {
        return Farm.must(client.call(
                        SessionServiceGrpc.getGetSessionMethod(),
                        GetSessionRequest.newBuilder()
                                .setName(assignment.getSession())
                                .build(),
                        LIMIT))
                .getSession()
                .getState();
    }
}
