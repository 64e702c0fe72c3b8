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
import io.usher.it.traffic.Workload;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network between brokers fails, without anybody being told. */
@Tag("alone")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class PartitionIT {

    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    private TestCluster cluster;
    private CheckedRun run;
    private Workload people;

    @BeforeEach
    void peopleAtWorkOnThreeBrokers() {
        cluster = site.start(TestCluster.aCluster().withBrokers(3).withRelays());
        run = site.record(cluster);
        Farm.setUp(run.client(), Pool.newBuilder().setMaxSessionsPerHost(10));
        HostFleet fleet = run.hosts(new HostFleet.Shape(4, Farm.POOL, 10));
        people = site.keep(
                new Workload(run.clients(4), fleet, new Workload.Pace(30, Duration.ofMillis(40)), site.seed()));
        awaitMoreWork();
    }

    @Test
    void aPrimaryThatIsCutOffRefusesAndNeverLiesWhileTheOthersGoOn() {
        BrokerProcess minority = cluster.awaitPrimary();
        RecordingClient alone =
                new RecordingClient("alone", cluster.client(List.of(minority.endpoint())), run.recorder());
        cluster.cutOff(minority);
        awaitMoreWork();

        // Whatever it is asked now, it must not claim to have done or to know.
        assertThat(assign(alone)).isNotInstanceOf(Outcome.Answered.class).isNotInstanceOf(Outcome.Refused.class);
        assertThat(list(alone, ReadConsistency.READ_CONSISTENCY_LINEARIZABLE)).isNotInstanceOf(Outcome.Answered.class);
        assertThat(list(alone, ReadConsistency.READ_CONSISTENCY_STALE)).isInstanceOf(Outcome.Answered.class);
        assertThat(cluster.awaitPrimary()).isNotSameAs(minority);

        cluster.heal();
        awaitMoreWork();
        people.close();
        Result result = run.finish();

        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().terms()).as("terms in the log").isGreaterThan(1);
    }

    @Test
    void linksThatBreakAndDelayCostTimeAndNothingElse() {
        cluster.setLinksOf(cluster.secondaries().get(0), LinkState.delayedBy(Duration.ofMillis(30)));
        awaitMoreWork();
        BrokerProcess other = cluster.secondaries().get(1);
        cluster.setLinksOf(other, LinkState.CUT);
        awaitMoreWork();
        cluster.heal();
        awaitMoreWork();
        people.close();
        Result result = run.finish();

        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }

    private static Outcome<AssignSessionResponse> assign(RecordingClient client) {
        return client.call(
                SessionServiceGrpc.getAssignSessionMethod(),
                AssignSessionRequest.newBuilder()
                        .setUser("nobody-else")
                        .setResource("resources/" + Farm.DESKTOP)
                        .setClientAddress("127.0.0.1")
                        .setRequestId(Farm.newRequestId())
                        .build(),
                SHORT);
    }

    private static Outcome<ListSessionsResponse> list(RecordingClient client, ReadConsistency consistency) {
        return client.call(
                SessionServiceGrpc.getListSessionsMethod(),
                ListSessionsRequest.newBuilder()
                        .setPageSize(1000)
                        .setConsistency(consistency)
                        .build(),
                SHORT);
    }

    private void awaitMoreWork() {
        int before = people.admitted();
        Waiting.until("people at work", PATIENCE, () -> people.admitted() >= before + 10);
    }
}
