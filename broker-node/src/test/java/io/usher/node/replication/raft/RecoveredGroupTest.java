package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.TEN_SECONDS;
import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.Answer.Granted;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SiteId;
import io.usher.core.state.SecurityImage;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.StorageRefusedException;
import io.usher.node.replication.storage.SurvivingDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker of three goes on alone. */
class RecoveredGroupTest {

    @TempDir
    private Path folder;

    @Test
    void goesOnAloneWithWhatMayHaveBeenAcknowledgedAlthoughNobodyKnowsIt() throws IOException {
        try (TestSite site = new TestSite(folder, 3, SnapshotSettings.DEFAULTS)) {
            BrokerId left = site.awaitPrimary();
            site.prepare(left, 2);
            Granted known = (Granted) join(site.assign(left, "ada", "request")).reply();
            site.ids().stream().filter(id -> !id.equals(left)).forEach(site::stop);
            long written = site.broker(left).appliedIndex();
            site.assign(left, "grace", "other", Duration.ofMillis(200));
            Awaitility.await().atMost(TEN_SECONDS).until(() -> logOf(site, left).contains("grace"));
            assertThatThrownBy(() -> open(site, left))
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("in use by another broker process");
            site.stop(left);

            StoredState.Found found = recover(site, left);
            assertThat(found.committedIndex()).isLessThan(found.lastIndex());
            assertThat(found.lastIndex()).isGreaterThan(written);
            assertThat(found.image().sessions()).hasSize(2);

            // Its configuration still names all three.
            site.start(left, false);
            Granted again = (Granted)
                    join(site.assign(site.awaitPrimary(), "ada", "third")).reply();
            assertThat(again.session()).isEqualTo(known.session());
            assertThat(again.fence().position().index()).isGreaterThan(SiteOrigin.beginning(found.lastIndex(), 1));
            site.stop(left);
            site.start(left, false);
            site.awaitPrimary();
        }
    }

    /** The bytes of the open segment, as text in which names can be found. */
    private static String logOf(TestSite site, BrokerId broker) {
        try (Stream<Path> files = Files.walk(site.directory(broker))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("log_"))
                    .toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void finishesWhatACrashInterruptedAndLetsNoBrokerStartBefore() throws IOException {
        try (TestSite site = new TestSite(folder, 1, SnapshotSettings.DEFAULTS)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 1);
            site.stop(only);
            Path root = site.directory(only);
            recover(site, only);
            Path before = keptIn(root);
            // As it was when the log had been moved, but neither the snapshot nor the identity was in place.
            Files.createDirectories(root.resolve("recovery"));
            Files.move(root.resolve("identity"), root.resolve("recovery").resolve("identity"));
            Files.move(root.resolve("restored"), root.resolve("recovery").resolve("restored"));
            Files.move(before.resolve("durable"), root.resolve("durable"));

            assertThatThrownBy(() -> site.start(only, true))
                    .hasMessageContaining("was interrupted; run 'usher site recover' again");
            try (SurvivingDirectory directory = open(site, only)) {
                assertThat(directory.finishInterrupted()).contains(before);
                assertThat(directory.begun().hosts()).hasSize(1);
            }

            assertThat(before).isDirectoryContaining(path -> path.endsWith("durable"));
            assertThat(root.resolve("recovery")).doesNotExist();
            site.start(only, false);
            site.awaitPrimary();
        }
    }

    @Test
    void recordsWhoDidItInTheTrailOfTheNewSite() throws IOException {
        try (TestSite site = new TestSite(folder, 1, SnapshotSettings.DEFAULTS)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 1);
            site.stop(only);
            recover(site, only);
            try (SurvivingDirectory directory = open(site, only)) {
                List<AuditEntry> trail = directory.begun().security().audit();
                assertThat(trail.get(trail.size() - 1).command()).isEqualTo("RecoverSite");
                assertThat(SecurityImage.firstBroken(trail)).isEmpty();
            }
        }
    }

    @Test
    void refusesALogThatIsDamagedWhereItMayHaveBeenAcknowledged() throws IOException {
        try (TestSite site = new TestSite(folder, 1, SnapshotSettings.DEFAULTS)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 1);
            site.stop(only);
            flipInTheFirstEntries(site, only);

            assertThatThrownBy(() -> recover(site, only))
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("is damaged or gone");
        }
    }

    private static void flipInTheFirstEntries(TestSite site, BrokerId broker) throws IOException {
        try (Stream<Path> files = Files.walk(site.directory(broker))) {
            Path log = files.filter(path -> path.getFileName().toString().startsWith("log_"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(log);
            bytes[60] ^= 1;
            Files.write(log, bytes);
        }
    }

    private static StoredState.Found recover(TestSite site, BrokerId broker) throws IOException {
        try (SurvivingDirectory directory = open(site, broker)) {
            StoredState.Found found = StoredState.read(directory);
            long revision = SiteOrigin.beginning(found.lastIndex(), 1);
            AuditEntry entry = new AuditEntry(
                    new LogPosition(revision, 0),
                    new LogTime(1),
                    Optional.empty(),
                    "RecoverSite",
                    List.of(),
                    false,
                    Optional.empty(),
                    "");
            StateImage begin = found.image().asNewSite(new SiteId("test"), revision, entry);
            directory.beginAnew(new SiteOrigin(StateDigest.of(begin), 1), begin);
            return found;
        }
    }

    private static SurvivingDirectory open(TestSite site, BrokerId broker) throws IOException {
        ReplicationSettings settings = site.settings(broker, false);
        return SurvivingDirectory.open(settings.group(), settings.storage());
    }

    private static Path keptIn(Path root) throws IOException {
        try (Stream<Path> list = Files.list(root)) {
            return list.filter(path -> path.getFileName().toString().startsWith("before-recovery-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
