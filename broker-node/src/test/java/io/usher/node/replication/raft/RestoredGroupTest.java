package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.TEN_SECONDS;
import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.Answer.Granted;
import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.StorageDirectory;
import io.usher.node.replication.storage.StorageRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that begin with the state of another one. */
class RestoredGroupTest {

    @TempDir
    private Path folder;

    @Test
    void goesOnWithTheSessionsOfTheBackupAndKeepsThemOverARestart() throws IOException {
        StateImage backup = backup();
        try (TestSite site = new TestSite(folder.resolve("new"), SnapshotSettings.DEFAULTS, 3)) {
            for (BrokerId broker : site.ids()) {
                restore(site, broker, backup);
                site.start(broker, false);
            }
            BrokerId primary = site.awaitPrimary();
            Granted again =
                    (Granted) join(site.assign(primary, "ada", "request")).reply();

            assertThat(backup.sessions()).anyMatch(session -> session.id().equals(again.session()));
            assertThat(again.fence().position().index())
                    .isGreaterThan(origin(backup).beginning(backup.applied().index()));

            site.ids().forEach(site::stop);
            site.startAll();
            Granted later = (Granted)
                    join(site.assign(site.awaitPrimary(), "ada", "request")).reply();
            assertThat(later).isEqualTo(again);
        }
    }

    @Test
    void bringsABrokerThatWasAwayUpToDate() throws IOException {
        StateImage backup = backup();
        try (TestSite site = new TestSite(folder.resolve("new"), SnapshotSettings.DEFAULTS, 3)) {
            for (BrokerId broker : site.ids().subList(0, 2)) {
                restore(site, broker, backup);
                site.start(broker, false);
            }
            join(site.assign(site.awaitPrimary(), "grace", "request"));
            BrokerId third = site.ids().get(2);
            restore(site, third, backup);

            site.start(third, false);

            Awaitility.await()
                    .atMost(TEN_SECONDS)
                    .untilAsserted(() -> assertThat(digest(site, third)).isEqualTo(digest(site, site.awaitPrimary())));
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() throws IOException {
        StateImage backup = backup();
        try (TestSite site = new TestSite(folder.resolve("used"), 1, SnapshotSettings.DEFAULTS)) {
            BrokerId only = site.awaitPrimary();
            site.stop(only);
            assertThatThrownBy(() -> restore(site, only, backup))
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("must be empty");
        }
    }

    /** A site with two sessions. */
    private StateImage backup() {
        try (TestSite site = new TestSite(folder.resolve("old"), 1, SnapshotSettings.DEFAULTS)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 2);
            join(site.assign(only, "ada", "request"));
            join(site.assign(only, "alan", "other"));
            return join(site.broker(only).read(Freshness.LINEARIZABLE, Deadline.after(TEN_SECONDS), BrokerView::image))
                    .value();
        }
    }

    private static SiteOrigin origin(StateImage backup) {
        return new SiteOrigin(StateDigest.of(backup), 1);
    }

    private static void restore(TestSite site, BrokerId broker, StateImage backup) throws IOException {
        PeerGroup group = site.settings(broker, false).group();
        SiteOrigin origin = origin(backup);
        StateImage begin = backup.asNewSite(
                new SiteId(group.site().value()),
                origin.beginning(backup.applied().index()));
        StorageDirectory.restore(group, site.settings(broker, false).storage(), origin, begin);
    }

    private static String digest(TestSite site, BrokerId broker) {
        return join(site.broker(broker).digest(0, Deadline.after(TEN_SECONDS))).digest();
    }
}
