package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.TEN_SECONDS;
import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateDigest;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StateDigestAt;
import io.usher.node.replication.StorageSettings;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.StorageDirectory;
import io.usher.node.replication.storage.StorageRefusedException;
import io.usher.node.replication.storage.SurvivingDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start makes of a directory that a broker wrote and chance damaged: the state of some entry that was committed,
 * and of none before the durable mark, or a refusal that says what to do. Never anything else.
 * {@code -Dusher.test.damages} for more damages than usual, {@code -Dusher.test.seed} to repeat a run.
 */
class StorageDamageTest {

    private static final BrokerId ONLY = new BrokerId("b1");
    private static final int DAMAGES = Integer.getInteger("usher.test.damages", 150);
    private static final long SEED = Long.getLong("usher.test.seed", System.nanoTime() & 0xFFFFFF);
    /** Of so many damages one is tried with Ratis, too, which takes longer. */
    private static final int WHOLE_STARTS = 30;

    @TempDir
    private static Path folder;

    /** The digest of the state after every entry. */
    private static final NavigableMap<Long, String> DIGESTS = new TreeMap<>();

    /** In memory where that is possible: on disk every name that comes or goes waits for it. */
    private static Path copies = Path.of("");

    private static TestSite site = new TestSite();
    private static long markedEarlier;
    private static long last;

    @BeforeAll
    static void fill() throws IOException {
        System.out.println("storage damages: " + DAMAGES + ", seed " + SEED);
        Path memory = Path.of("/dev/shm");
        copies = Files.createTempDirectory(Files.isWritable(memory) ? memory : folder, "usher-damages");
        SnapshotSettings often = new SnapshotSettings(40, 1 << 20, Duration.ofHours(1), 2);
        site = new TestSite(folder.resolve("site"), 1, often);
        site.awaitPrimary();
        site.prepare(ONLY, 3);
        assign("first", 60);
        // Each start begins a file of the log.
        restart();
        assign("second", 30);
        site.stop(ONLY);
        StorageDamage.copy(site.directory(ONLY), folder.resolve("older"));
        markedEarlier = DIGESTS.lastKey();
        site.start(ONLY, false);
        site.awaitPrimary();
        assign("third", 12);
        site.stop(ONLY);
        last = DIGESTS.lastKey();
        StorageDamage.copy(site.directory(ONLY), folder.resolve("sound"));
        assertThat(logFiles(folder.resolve("sound")).size()).isGreaterThanOrEqualTo(2);
    }

    @AfterAll
    static void close() throws IOException {
        site.close();
        delete(copies);
    }

    private static void restart() {
        site.stop(ONLY);
        site.start(ONLY, false);
        site.awaitPrimary();
    }

    private static void assign(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            join(site.assign(ONLY, prefix + i, prefix + i));
            StateDigestAt digest = digest();
            DIGESTS.put(digest.revision(), digest.digest());
        }
    }

    private static StateDigestAt digest() {
        return join(site.broker(ONLY).digest(0, Deadline.after(TEN_SECONDS)));
    }

    private static List<Path> logFiles(Path root) throws IOException {
        return StorageDamage.files(root).stream()
                .filter(file -> file.getFileName().toString().startsWith("log_"))
                .toList();
    }

    /**
     * What came of a start.
     *
     * @param index of the last entry
     */
    private record Begun(long index, String digest) {}

    /** As {@link Replication} and Ratis do it, without ports and threads. */
    private static Begun begin(Path directory) throws IOException {
        ReplicationSettings settings = settings(directory);
        try (StorageDirectory storage = StorageDirectory.open(settings.group(), settings.storage())) {
            Path group = storage.raftDirectory().resolve(storage.group().toString());
            Snapshots snapshots = new Snapshots(new SiteId("test"));
            snapshots.open(group.resolve("sm"));
            Optional<Replica.Capture> capture = snapshots.load();
            storage.requireLogBehind(
                    capture.map(at -> at.position().index()).orElse(-1L),
                    capture.map(at -> at.image().applied().index()).orElse(-1L));
        }
        return recover(directory);
    }

    /** Reads everything without asking whether anything is damaged, as a recovery of the site does. */
    private static Begun recover(Path directory) throws IOException {
        ReplicationSettings settings = settings(directory);
        try (SurvivingDirectory surviving = SurvivingDirectory.open(settings.group(), settings.storage())) {
            StoredState.Found found = StoredState.read(surviving);
            return new Begun(found.lastIndex(), StateDigest.of(found.image()));
        }
    }

    private static ReplicationSettings settings(Path directory) {
        ReplicationSettings usual = site.settings(ONLY, false);
        return new ReplicationSettings(
                usual.group(),
                new StorageSettings(directory, false, 16L << 20),
                usual.election(),
                usual.batching(),
                usual.snapshots());
    }

    private static void requireRight(Begun begun, long marked, String what) {
        assertThat(begun.index()).as(what).isGreaterThanOrEqualTo(marked).isLessThanOrEqualTo(last + 1);
        assertThat(begun.digest())
                .as(what + ": state of entry " + begun.index())
                .isEqualTo(DIGESTS.floorEntry(begun.index()).getValue());
    }

    private static Path fresh(String name) throws IOException {
        Path copy = copies.resolve(name);
        StorageDamage.copy(folder.resolve("sound"), copy);
        return copy;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void beginsWithTheRightStateWhenNothingIsDamaged() throws IOException {
        Path directory = fresh("whole");
        requireRight(begin(directory), last, "nothing");
        startWhole(directory, Optional.of(recover(directory)), "nothing");
    }

    @Test
    void neitherShortensTheLogNorForgetsAVoteNorGivesAWrongStateWhateverIsDamaged() throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            Path directory = fresh("damaged" + i);
            String what = "seed " + SEED + ", damage " + i + ": "
                    + new StorageDamage(random).damage(directory, folder.resolve("older"));
            tryTo(StorageDamageTest::recover, directory, what).ifPresent(state -> requireRight(state, last, what));
            Optional<Begun> begun = tryTo(StorageDamageTest::begin, directory, what);
            begun.ifPresent(state -> requireRight(state, last, what));
            if (begun.isPresent()) {
                requireSameVote(directory, what);
            } else {
                refused++;
            }
            if (i % WHOLE_STARTS == 0) {
                startWhole(directory, begun, what);
            }
            delete(directory);
        }
        System.out.println("storage damages: " + refused + " of " + DAMAGES + " refused, the others without effect");
        assertThat(refused).isBetween(DAMAGES / 4, DAMAGES);
    }

    /** Somebody who uses the directory. */
    private interface User {
        Begun use(Path directory) throws IOException;
    }

    /** Empty when it is refused in words for administrators. */
    private static Optional<Begun> tryTo(User user, Path directory, String what) {
        try {
            return Optional.of(user.use(directory));
        } catch (StorageRefusedException e) {
            assertThat(e.getMessage()).as(what).matches("(?s).*(estore|[Rr]emove|Recover|add|correct|give).*");
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(what + " must be refused in words for administrators", e);
        }
    }

    /** A later term with whatever vote is safe: in that term it gave none yet. */
    private static void requireSameVote(Path directory, String what) throws IOException {
        Properties before = vote(folder.resolve("sound"));
        Properties after = vote(directory);
        long term = Long.parseLong(after.getProperty("term"));
        long termBefore = Long.parseLong(before.getProperty("term"));
        assertThat(term).as(what).isGreaterThanOrEqualTo(termBefore);
        if (term == termBefore) {
            assertThat(after).as(what).isEqualTo(before);
        }
    }

    private static Properties vote(Path root) throws IOException {
        Path file = StorageDamage.files(root).stream()
                .filter(path -> path.endsWith("raft-meta"))
                .findFirst()
                .orElseThrow();
        Properties properties = new Properties();
        // As Ratis reads it: a flipped bit in the comment on top leaves the vote what it is.
        properties.load(new StringReader(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        return properties;
    }

    /** With Ratis, its files and its threads. */
    private static void startWhole(Path directory, Optional<Begun> expected, String what) throws IOException {
        try {
            site.start(ONLY, settings(directory));
        } catch (RuntimeException e) {
            assertThat(expected).as(what).isEmpty();
            assertThat(e).as(what).hasStackTraceContaining(StorageRefusedException.class.getName());
            return;
        }
        try {
            assertThat(expected).as(what).isPresent();
            site.awaitPrimary();
            assertThat(digest().digest())
                    .as(what)
                    .isEqualTo(expected.orElseThrow().digest());
        } finally {
            site.stop(ONLY);
        }
    }

    /** The first entry told who belongs to the group, and that was noted elsewhere only once it was on disk. */
    private static int behindFirstEntry(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int header = "RaftLog1".length();
        CodedInputStream in = CodedInputStream.newInstance(bytes, header, bytes.length - header);
        int length = in.readRawVarint32();
        int checksum = 4;
        return header + in.getTotalBytesRead() + length + checksum;
    }

    @Test
    void healsEveryEndThatACrashTore() throws IOException {
        Random random = new Random(SEED);
        List<Long> begunAt = new ArrayList<>();
        for (int i = 0; i < DAMAGES / 3; i++) {
            Path directory = fresh("torn" + i);
            for (String mark : List.of("durable", "vote")) {
                Files.copy(
                        folder.resolve("older").resolve(mark),
                        directory.resolve(mark),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            List<Path> files = logFiles(directory);
            Path newest = files.get(files.size() - 1);
            String what = "seed " + SEED + ", tear " + i + ": "
                    + new StorageDamage(random).tear(newest, behindFirstEntry(newest));
            Optional<Begun> begun = tryTo(StorageDamageTest::begin, directory, what);
            assertThat(begun).as(what).isPresent();
            requireRight(begun.orElseThrow(), markedEarlier, what);
            begunAt.add(begun.orElseThrow().index());
            if (i % WHOLE_STARTS == 0) {
                startWhole(directory, begun, what);
            }
            delete(directory);
        }
        assertThat(begunAt.stream().distinct().count())
                .as("ends of the log: %s", begunAt)
                .isGreaterThan(3);
    }
}
