package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.TEN_SECONDS;
import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.usher.core.Rerun;
import io.usher.core.command.CommandContext;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LogPosition;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.RecordedLog;
import io.usher.node.replication.RecordedLog.PurgedException;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StateDigestAt;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import io.usher.node.replication.storage.StorageRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots every twenty entries, and segments so small that the log is purged. */
class SnapshotGroupTest {

    private static final SnapshotSettings OFTEN = new SnapshotSettings(20, 1 << 20, Duration.ofDays(1), 3);

    @TempDir
    private Path folder;

    @Test
    void goesOnFromASnapshotAfterARestartAndKnowsItsAnswers() throws IOException {
        try (TestSite site = new TestSite(folder, 1, OFTEN)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 2);
            Committed first = join(site.assign(only, "ada", "request"));
            assignMany(site, only, 60);
            awaitSnapshot(site, only, first.position().index() + 20);
            StateDigestAt before = digest(site, only);
            site.stop(only);

            site.start(only, false);
            assertThat(site.awaitPrimary()).isEqualTo(only);
            assertThat(site.heard(only).resets()).as("snapshots loaded").hasSize(1);
            assertThat(digest(site, only).digest()).isEqualTo(before.digest());
            assertThat(join(site.assign(only, "ada", "request")).reply()).isEqualTo(first.reply());
        }
    }

    @Test
    void fallsBackToTheSnapshotBeforeADamagedOne() throws IOException {
        try (TestSite site = new TestSite(folder, 1, OFTEN)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 2);
            assignMany(site, only, 90);
            awaitSnapshots(site, only, 2);
            StateDigestAt before = digest(site, only);
            site.stop(only);
            flipBit(snapshots(site, only).get(0));

            site.start(only, false);
            site.awaitPrimary();
            assertThat(digest(site, only).digest()).isEqualTo(before.digest());
        }
    }

    @Test
    void installsASnapshotOnABrokerThatWasAwayForLong() throws IOException {
        try (TestSite site = new TestSite(folder, 3, OFTEN)) {
            site.prepare(site.awaitPrimary(), 2);
            BrokerId away = site.awaitSecondary();
            site.stop(away);
            BrokerId primary = site.awaitPrimary();
            assignUntilPurged(site, primary);

            site.start(away, false);
            awaitSameDigest(site, away, primary);
            assertThat(site.heard(away).resets()).as("snapshots installed").isNotEmpty();
        }
    }

    @Test
    void refusesABrokerThatComesBackWithAnEmptyDirectory() throws IOException {
        try (TestSite site = new TestSite(folder, 3, OFTEN)) {
            site.prepare(site.awaitPrimary(), 1);
            BrokerId victim = site.awaitSecondary();
            site.stop(victim);
            deleteTree(site.directory(victim));
            assertThatThrownBy(() -> site.start(victim, false))
                    .hasCauseInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("is empty");
        }
    }

    @Test
    void givesTheLogOnceMoreAsFarBackAsItReaches() throws Exception {
        try (TestSite site = new TestSite(folder, 1, OFTEN)) {
            BrokerId only = site.awaitPrimary();
            site.prepare(only, 2);
            assertThat(carriedOutOnceMore(site, only, 1))
                    .isEqualTo(digest(site, only).digest());
            assignUntilPurged(site, only);

            RecordedLog log = site.broker(only).recordedLog();
            assertThat(earliestOf(log)).isGreaterThan(1);
            // Whatever snapshot is under way may move the beginning of the log once more.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsMatching(failure -> failure instanceof PurgedException)
                    .untilAsserted(() -> assertThat(carriedOutOnceMore(site, only, earliestOf(log)))
                            .isEqualTo(digest(site, only).digest()));
        }
    }

    private static long earliestOf(RecordedLog log) {
        return catchThrowableOfType(PurgedException.class, () -> log.open(1)).earliest();
    }

    private static String carriedOutOnceMore(TestSite site, BrokerId broker, long from) throws Exception {
        RecordedLog.Recording recording = site.broker(broker).recordedLog().open(from);
        Rerun rerun = Rerun.from(recording.start(), Map.of());
        long last = digest(site, broker).revision();
        for (long index = recording.startIndex() + 1; index <= last; index++) {
            Optional<LogEntryCodec.Entry> entry = recording.entry(index);
            int ordinal = 0;
            for (Proposal proposal : entry.map(LogEntryCodec.Entry::proposals).orElse(List.of())) {
                LogPosition position = new LogPosition(index, ordinal++);
                rerun.skip(
                        new CommandContext(position, entry.orElseThrow().time(), proposal.request(), proposal.origin()),
                        proposal.command());
            }
        }
        return rerun.digest();
    }

    private static void assignMany(TestSite site, BrokerId broker, int count) {
        for (int i = 0; i < count; i++) {
            join(site.assign(broker, "user" + i, "many" + i));
        }
    }

    /** The log goes segment by segment, so large commands are needed to see it go. */
    private static void assignUntilPurged(TestSite site, BrokerId primary) throws IOException {
        int round = 0;
        while (Files.exists(firstSegmentOf(site, primary))) {
            assertThat(round).as("rounds without a purge").isLessThan(60);
            for (int i = 0; i < 20; i++) {
                site.commitLarge(primary);
            }
            round++;
        }
    }

    private static Path firstSegmentOf(TestSite site, BrokerId broker) throws IOException {
        try (Stream<Path> tree = Files.walk(site.directory(broker))) {
            return tree.filter(path -> path.getFileName().toString().matches("log_(inprogress_0|0-\\d+)"))
                    .findFirst()
                    .orElse(Path.of("purged"));
        }
    }

    private static void awaitSnapshot(TestSite site, BrokerId broker, long index) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> site.broker(broker).status().snapshot().orElse(-1) >= index);
    }

    private static void awaitSnapshots(TestSite site, BrokerId broker, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> snapshots(site, broker).size() >= count);
    }

    /** Newest first. */
    private static List<Path> snapshots(TestSite site, BrokerId broker) throws IOException {
        try (Stream<Path> tree = Files.walk(site.directory(broker))) {
            return tree.filter(path -> path.getFileName().toString().matches("snapshot\\.\\d+_\\d+"))
                    .sorted((a, b) -> Long.compare(index(b), index(a)))
                    .toList();
        }
    }

    private static long index(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().replaceAll(".*_", ""));
    }

    private static void flipBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static StateDigestAt digest(TestSite site, BrokerId broker) {
        return join(site.broker(broker).digest(0, Deadline.after(TEN_SECONDS)));
    }

    private static void awaitSameDigest(TestSite site, BrokerId one, BrokerId other) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(digest(site, one)).isEqualTo(digest(site, other)));
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
