package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.FeatureLevel;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.TestCluster;
import io.usher.it.plant.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brokers of this release and of one to come, which supports a feature level more, in one site. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FeatureLevelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 4;
    private static final int NOW = FeatureLevel.highest().value();
    private static final int NEXT = NOW + 1;

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void aSiteUsesWhatANewReleaseBringsOnceEveryBrokerRunsItAndNoneGoesBack() throws IOException {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        BrokerProcess b1 = cluster.broker("b1");
        upgrade(cluster, b1);

        // The new broker would understand it, the others would stop at it: it does not come into the log.
        CommandResult early = cluster.run(b1, "folder", "create", "early");
        assertThat(early.status()).as(early.output()).isEqualTo(CONFLICT);
        assertThat(early.output())
                .contains("needs feature level " + NEXT + ", the site is at " + NOW)
                .contains("usher site upgrade");
        CommandResult rehearsed = cluster.run(b1, "site", "upgrade", "--dry-run");
        assertThat(rehearsed.status()).as(rehearsed.output()).isEqualTo(CONFLICT);
        assertThat(rehearsed.output()).containsPattern("b1 .*YES").containsPattern("b2 .*TOO-OLD");
        CommandResult tooEarly = cluster.run(b1, "site", "upgrade", "--yes");
        assertThat(tooEarly.status()).as(tooEarly.output()).isEqualTo(CONFLICT);
        assertThat(tooEarly.output())
                .contains("b2 (version")
                .contains("b3 (version")
                .doesNotContain("b1 (version");

        upgrade(cluster, cluster.broker("b2"));
        cluster.broker("b3").stop();
        CommandResult silent = cluster.run(b1, "site", "upgrade", "--yes");
        assertThat(silent.status()).as(silent.output()).isEqualTo(CONFLICT);
        assertThat(silent.output()).contains("b3 (cannot be reached");
        upgrade(cluster, cluster.broker("b3"));
        assertThat(cluster.run(b1, "cluster", "status").output())
                .contains("feature level " + NOW + " (all brokers support " + NEXT + ": 'usher site upgrade')");
        CommandResult raised = cluster.run(b1, "site", "upgrade", "--yes");
        assertThat(raised.status()).as(raised.output()).isZero();
        CommandResult created = cluster.run(b1, "folder", "create", "late");
        assertThat(created.status()).as(created.output()).isZero();
        assertThat(cluster.run(b1, "site", "get", "-o", "json").output()).contains("\"featureLevel\": " + NEXT);
        cluster.awaitEqualDigests();

        goesBackInVain(cluster);
        joinsInVain(cluster, b1);
    }

    private static void upgrade(TestCluster cluster, BrokerProcess broker) {
        if (broker.isRunning()) {
            broker.stop();
        }
        broker.switchTo(
                Installation.ofThisBuild(), Plant.NEXT_FEATURE_LEVEL.jvmOption(), Plant.NEXT_FOLDERS.jvmOption());
        broker.start();
        cluster.awaitPrimary();
        cluster.awaitEveryBroker();
    }

    /** It reads in its log, or hears of the others, what it does not support. */
    private static void goesBackInVain(TestCluster cluster) throws IOException {
        BrokerProcess b3 = cluster.broker("b3");
        b3.stop();
        b3.switchTo(Installation.ofThisBuild());
        b3.start();

        assertThat(b3.awaitEnd(PATIENCE)).isNotZero();
        assertThat(Files.readString(b3.log()))
                .contains("the site is at feature level " + NEXT + ", this version supports 1 to " + NOW);
    }

    private static void joinsInVain(TestCluster cluster, BrokerProcess asked) throws IOException {
        asked.switchTo(Installation.ofThisBuild());
        BrokerProcess old = cluster.startNewcomer("b4", asked);

        assertThat(old.awaitEnd(PATIENCE)).isNotZero();
        assertThat(Files.readString(old.log()))
                .contains("supports feature levels up to " + NOW)
                .contains("is at " + NEXT);
    }
}
