package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.SteadyCalls;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.BrokerStatus.Role;
import io.usher.proto.v1.UpdateBrokerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A full copy without a vote takes the place of a broker that is gone, while people work. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StandbyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void aStandbyGetsTheVoteOfADeadBrokerWhichComesBackAsAStandby() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        BrokerProcess primary = cluster.awaitPrimary();
        BrokerProcess first = cluster.secondaries().get(0);
        BrokerProcess second = cluster.secondaries().get(1);
        SteadyCalls people = site.keep(new SteadyCalls(cluster.client(), List.of(primary.endpoint())));

        BrokerProcess standby = cluster.startNewcomer("b4", first);
        assertThat(cluster.statusOf(standby).getRole()).isEqualTo(Role.ROLE_STANDBY);
        assertThat(run(cluster, second, "broker", "add", "b4", "--standby")).doesNotContain("warning");
        long pid = standby.pid().orElseThrow();
        update(cluster, Broker.newBuilder().setName("brokers/b4").setStandby(false));
        awaitRole(cluster, standby, Role.ROLE_SECONDARY);
        // It gives its vote up again without an end of its process.
        update(cluster, standby(standby, Duration.ofSeconds(2)));
        awaitRole(cluster, standby, Role.ROLE_STANDBY);
        assertThat(standby.pid()).contains(pid);
        people.add(standby.endpoint());

        first.kill();
        awaitRole(cluster, standby, Role.ROLE_SECONDARY);
        second.kill();
        long before = people.answered();
        Waiting.until("people at work with two of three votes", PATIENCE, () -> people.answered() > before + 100);
        assertThat(run(cluster, primary, "broker", "list")).containsPattern(first.id() + " .* STANDBY");

        // Otherwise it could stand in for the second one before anybody looks.
        update(cluster, standby(first, Duration.ofHours(1)));
        first.start();
        awaitRole(cluster, first, Role.ROLE_STANDBY);
        update(cluster, standby(first, Duration.ofSeconds(1)));
        awaitRole(cluster, first, Role.ROLE_SECONDARY);
        people.close();
        System.out.println("standby: longest write and read: " + people.longest());

        assertThat(people.failures()).isEmpty();
        assertThat(statusOf(cluster, primary).getRole()).isEqualTo(Role.ROLE_PRIMARY);
        cluster.forget(second);
        cluster.awaitEqualDigests();
    }

    private static Broker.Builder standby(BrokerProcess broker, Duration standInAfter) {
        return Broker.newBuilder()
                .setName("brokers/" + broker.id())
                .setStandby(true)
                .setStandInAfter(Durations.fromMillis(standInAfter.toMillis()));
    }

    /** Any broker may be asked. */
    private static void update(TestCluster cluster, Broker.Builder changes) {
        UpdateBrokerRequest.Builder request = UpdateBrokerRequest.newBuilder().setBroker(changes);
        request.getUpdateMaskBuilder().addPaths("standby");
        if (changes.hasStandInAfter()) {
            request.getUpdateMaskBuilder().addPaths("stand_in_after");
        }
        cluster.client().once("b4", BrokerServiceGrpc.getUpdateBrokerMethod(), request.build(), PATIENCE.toNanos());
    }

    private static void awaitRole(TestCluster cluster, BrokerProcess broker, Role role) {
        Waiting.until(
                broker + " as " + role,
                PATIENCE,
                () -> statusOf(cluster, broker).getRole() == role);
    }

    private static BrokerStatus statusOf(TestCluster cluster, BrokerProcess broker) {
        return Optional.ofNullable(cluster.statuses().get(broker.id())).orElseGet(BrokerStatus::getDefaultInstance);
    }

    private static String run(TestCluster cluster, BrokerProcess asked, String... arguments) {
        CommandResult result = cluster.run(asked, arguments);
        assertThat(result.status())
                .as("%s: %s", List.of(arguments), result.output())
                .isZero();
        return result.output();
    }
}
