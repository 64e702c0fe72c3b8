package io.usher.node.replication.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageDirectoryTest {

    /** What brokers of site main have always called their group; another value would leave their logs behind. */
    private static final String GROUP = "4b267dca-29d4-347f-b824-132e1d018836";

    private static final long LITTLE = 16L << 20;

    @TempDir
    private Path folder;

    @Test
    void fillsAnEmptyDirectoryOnTheFirstStartAndKnowsItAgain() throws IOException {
        open("main", "b1", true).close();
        open("main", "b1", false).close();
    }

    @Test
    void refusesAnEmptyDirectoryOnAnyOtherStart() {
        assertThatThrownBy(() -> open("main", "b1", false))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("is empty")
                .hasMessageContaining("--storage-first-start");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatHoldsSomethingElse() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "precious");
        assertThatThrownBy(() -> open("main", "b1", true))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("thesis.txt");
        assertThat(folder.resolve("thesis.txt")).hasContent("precious");
    }

    @Test
    void refusesTheDirectoryOfAnotherSite() throws IOException {
        open("main", "b1", true).close();
        assertThatThrownBy(() -> open("other", "b1", true))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("of site other, found broker b1 of site main");
    }

    @Test
    void refusesTheDirectoryOfAnotherBroker() throws IOException {
        open("main", "b1", true).close();
        assertThatThrownBy(() -> open("main", "b2", true))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("found broker b1");
    }

    @Test
    void refusesADirectoryThatIsInUse() throws IOException {
        try (StorageDirectory open = open("main", "b1", true)) {
            assertThat(open.warnings()).hasSizeLessThan(2);
            assertThatThrownBy(() -> open("main", "b1", false))
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("in use");
        }
        open("main", "b1", false).close();
    }

    @Test
    void refusesADamagedIdentity() throws IOException {
        open("main", "b1", true).close();
        Path identity = folder.resolve("identity");
        Files.writeString(identity, Files.readString(identity).replace("broker=b1", "broker=b2"));
        assertThatThrownBy(() -> open("main", "b2", false))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesALogThatIsGone() throws IOException {
        try (StorageDirectory storage = open("main", "b1", true)) {
            assertThat(storage.raftDirectory()).isEqualTo(folder.resolve("raft"));
            storage.markFormatted();
        }
        try (StorageDirectory storage = open("main", "b1", true)) {
            assertThatThrownBy(() -> storage.raftDirectory())
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("is gone");
        }
    }

    @Test
    void refusesADiskThatIsAlmostFull() {
        StorageSettings greedy = new StorageSettings(folder, true, 1L << 50);
        assertThatThrownBy(() -> StorageDirectory.open(group("main", "b1"), greedy))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("free space");
    }

    @Test
    void givesEveryRestoredSiteAGroupOfItsOwn() throws IOException {
        String digest = "0".repeat(64);
        Set<String> groups = new TreeSet<>();
        groups.add(groupOf("main", Optional.empty()));
        groups.add(groupOf("main", Optional.of(new SiteOrigin(digest, 1))));
        groups.add(groupOf("main", Optional.of(new SiteOrigin(digest, 2))));
        groups.add(groupOf("other", Optional.of(new SiteOrigin(digest, 1))));

        assertThat(groups).hasSize(4).contains(GROUP);
    }

    private String groupOf(String site, Optional<SiteOrigin> origin) throws IOException {
        StorageIdentity identity = StorageIdentity.create(new SiteId(site), new BrokerId("b1"), false, origin);
        assertThat(StorageIdentity.parse(identity.toBytes(), folder)).isEqualTo(identity);
        return identity.group().toString();
    }

    @Test
    void putsSnapshotsBackThatAnInterruptedInstallationMovedAside() throws IOException {
        Path group = folder.resolve("raft").resolve(GROUP);
        try (StorageDirectory storage = open("main", "b1", true)) {
            Files.createDirectories(group.resolve("sm.tmp20261122"));
            Files.writeString(group.resolve("sm.tmp20261122").resolve("snapshot.1_7"), "old");
            storage.raftDirectory();
        }
        assertThat(group.resolve("sm").resolve("snapshot.1_7")).hasContent("old");
        assertThat(group.resolve("sm.tmp20261122")).doesNotExist();
    }

    @Test
    void clearsAwayWhatACompletedInstallationLeft() throws IOException {
        Path group = folder.resolve("raft").resolve(GROUP);
        try (StorageDirectory storage = open("main", "b1", true)) {
            Files.createDirectories(group.resolve("sm"));
            Files.createDirectories(group.resolve("sm.tmp20261122"));
            storage.raftDirectory();
        }
        assertThat(group.resolve("sm")).isDirectory();
        assertThat(group.resolve("sm.tmp20261122")).doesNotExist();
    }

    private StorageDirectory open(String site, String broker, boolean firstStart) throws IOException {
        return StorageDirectory.open(group(site, broker), new StorageSettings(folder, firstStart, LITTLE));
    }

    private static PeerGroup group(String site, String broker) {
        BrokerId id = new BrokerId(broker);
        return new PeerGroup(
                new SiteId(site), id, List.of(new Peer(id, "127.0.0.1:1", "127.0.0.1:2")), Optional.empty());
    }
}
