package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.ClusterBuilder;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.SteadyCalls;
import io.usher.proto.v1.BrokerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The disk of the primary hangs: it neither fails nor goes on. */
@Tag("alone")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DiskStallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = Integer.getInteger("usher.test.disk-stalls", 3);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void theOthersGoOnWithoutAFailedCallAndTheBrokerIsBackWhenItsDiskIs() {
        assumeTrue(ClusterBuilder.canHaveDisks(site.folder()), "disks in files need root and loop devices");
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3).onDisksOfTheirOwn());
        List<Duration> pauses = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            BrokerProcess primary = cluster.awaitPrimary();
            SteadyCalls people = site.keep(new SteadyCalls(
                    cluster.client(),
                    cluster.secondaries().stream().map(BrokerProcess::endpoint).toList()));
            awaitWork(people);
            people.longest();

            cluster.freezeDiskOf(primary);

            Waiting.until(
                    "another primary",
                    PATIENCE,
                    () -> cluster.statuses().values().stream()
                            .anyMatch(status -> status.getRole() == BrokerStatus.Role.ROLE_PRIMARY
                                    && !status.getBroker().equals(primary.id())));
            awaitWork(people);
            pauses.add(people.longest().write());
            people.close();
            assertThat(people.failures()).isEmpty();
            cluster.thawDiskOf(primary);
            if (!primary.isRunning()) {
                primary.start();
            }
            cluster.awaitEqualDigests();
        }
        System.out.println("disk of the primary hangs: longest write of each round: " + pauses);
    }

    private static void awaitWork(SteadyCalls people) {
        long before = people.answered();
        Waiting.until("people at work", PATIENCE, () -> people.answered() > before + 50);
    }
}
