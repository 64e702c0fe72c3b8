package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.usher.core.model.FeatureLevel;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.HostFleet;
import io.usher.it.traffic.SteadyCalls;
import io.usher.it.traffic.Workload;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PromoteBrokerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A site goes from the previous release to this one and back while people work, and forward for good. Needs the
 * previous release, which scripts/upgrade-test builds.
 */
@Tag("alone")
@Tag("upgrade")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class UpgradeIT {

    private static final HostFleet.Shape SIX_HOSTS = new HostFleet.Shape(6, Farm.POOL, 5);
    private static final Workload.Pace STEADY = new Workload.Pace(10, Duration.ofMillis(100));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 4;

    private final Installation previous = Installation.ofPreviousRelease();
    private final Installation present = Installation.ofThisBuild();
    private final List<SteadyCalls.Longest> longest = new ArrayList<>();

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void rollsThreeBrokersForwardAndBackUnderLoadWithoutAFailedCall() throws IOException {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).from(previous));
        CheckedRun run = site.record(cluster);
        Farm.setUp(run.client(), Pool.newBuilder().setMaxSessionsPerHost(10));
        Workload assignments = site.keep(new Workload(run.clients(2), run.hosts(SIX_HOSTS), STEADY, site.seed()));
        SteadyCalls people = site.keep(new SteadyCalls(cluster.client(), cluster.endpoints()));
        awaitWork(people);

        roll(cluster, people, present);
        String status = cluster.run(cluster.broker("b1"), "cluster", "status", "-o", "wide")
                .output();
        System.out.println(status);
        assertThat(status)
                .contains("feature level 1 (all brokers support " + FeatureLevel.highest() + ": 'usher site upgrade')");
        roll(cluster, people, previous);
        roll(cluster, people, present);
        CommandResult raised = cluster.run(cluster.broker("b2"), "site", "upgrade", "--yes");
        assertThat(raised.status()).as(raised.output()).isZero();
        awaitWork(people);
        longest.add(people.longest());
        people.close();
        assignments.close();
        System.out.println("upgrade: " + people.answered() + " calls, "
                + people.failures().size() + " failed; longest write and read while each broker changed: " + longest);

        assertThat(people.failures()).isEmpty();
        goesBackInVain(cluster);
        Result result = run.finish();
        assertThat(result.violations()).as(site.about(result)).isEmpty();
        assertThat(result.coverage().answered("AssignSession")).isGreaterThan(100);
        assertThat(result.coverage().unknown() + result.coverage().notDone())
                .as("failed calls of %s", result.coverage())
                .isZero();
    }

    /** The secondaries first, and the primary when another one leads. */
    private void roll(TestCluster cluster, SteadyCalls people, Installation release) {
        BrokerProcess first = cluster.awaitPrimary();
        List<BrokerProcess> order = new ArrayList<>(cluster.secondaries());
        order.add(first);
        for (BrokerProcess broker : order) {
            if (broker == cluster.awaitPrimary()) {
                promote(cluster, broker == order.get(0) ? order.get(1) : order.get(0));
            }
            people.leave(broker.id());
            assertThat(broker.stop()).isIn(0, 143);
            broker.switchTo(release);
            broker.start();
            cluster.awaitEveryBroker();
            cluster.awaitPrimary();
            agree(cluster);
            people.comeBack(broker.endpoint());
            awaitWork(people);
            longest.add(people.longest());
            System.out.println("upgrade: " + broker + " changed, " + people.answered() + " calls, "
                    + people.failures().size() + " failed, longest write and read " + longest.get(longest.size() - 1));
            if (broker == order.get(0) && release.equals(present)) {
                refusesToRaiseTheLevel(cluster, broker);
            }
        }
    }

    /** Brokers of both releases have the same state. */
    private static void agree(TestCluster cluster) {
        Map<String, TestCluster.StateDigest> digests = Waiting.forValue(
                "the digest of every broker at one revision",
                PATIENCE,
                () -> Optional.of(cluster.digestsAhead()).filter(UpgradeIT::areOfOneRevision));
        assertThat(Set.copyOf(digests.values())).as(digests.toString()).hasSize(1);
    }

    /** One that has just started may not have caught up in time. */
    private static boolean areOfOneRevision(Map<String, TestCluster.StateDigest> digests) {
        long revisions = digests.values().stream()
                .map(TestCluster.StateDigest::revision)
                .distinct()
                .count();
        return digests.size() == 3 && revisions == 1;
    }

    /** On a busy machine the other one may not take over in time; that is refused, and nothing changes. */
    private static void promote(TestCluster cluster, BrokerProcess next) {
        Waiting.until("the promotion of " + next, PATIENCE, () -> {
            try {
                cluster.client()
                        .once(
                                next.id(),
                                BrokerServiceGrpc.getPromoteBrokerMethod(),
                                PromoteBrokerRequest.newBuilder()
                                        .setName("brokers/" + next.id())
                                        .setRequestId(Farm.newRequestId())
                                        .build(),
                                PATIENCE.toNanos());
                return true;
            } catch (StatusRuntimeException e) {
                assertThat(e.getStatus().getCode()).as(e.getMessage()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                return false;
            }
        });
    }

    private static void refusesToRaiseTheLevel(TestCluster cluster, BrokerProcess upgraded) {
        CommandResult tooEarly = cluster.run(upgraded, "site", "upgrade", "--yes");
        assertThat(tooEarly.status()).as(tooEarly.output()).isEqualTo(CONFLICT);
        assertThat(tooEarly.output()).contains("level 1)");
        System.out.println(tooEarly.output()
                + cluster.run(upgraded, "site", "upgrade", "--dry-run").output());
    }

    private void goesBackInVain(TestCluster cluster) throws IOException {
        BrokerProcess b3 = cluster.broker("b3");
        b3.stop();
        b3.switchTo(previous);
        b3.start();
        assertThat(b3.awaitEnd(PATIENCE)).isNotZero();
        String log = Files.readString(b3.log());
        System.out.println("upgrade: the previous release says: "
                + log.lines()
                        .filter(line -> line.contains("feature level") || line.contains("does not know"))
                        .reduce((one, next) -> next)
                        .orElse("nothing"));
        assertThat(log)
                .containsPattern("feature level 1 to 1, found 2|holds something that this version does not know");
        b3.switchTo(present);
        b3.start();
        cluster.awaitEveryBroker();
    }

    private static void awaitWork(SteadyCalls people) {
        long before = people.answered();
        Waiting.until("people at work", PATIENCE, () -> people.answered() > before + 100);
    }
}
