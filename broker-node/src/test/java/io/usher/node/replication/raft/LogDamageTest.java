package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.TEN_SECONDS;
import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StateDigestAt;
import io.usher.node.replication.storage.StorageRefusedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of a log that Ratis wrote and something damaged. */
class LogDamageTest {

    private static final BrokerId ONLY = new BrokerId("b1");

    @TempDir
    private Path folder;

    private TestSite site = new TestSite();

    @BeforeEach
    void fillAndStop() throws IOException {
        site = new TestSite(folder, 1, SnapshotSettings.DEFAULTS);
        site.awaitPrimary();
        site.prepare(ONLY, 5);
        Path mark = site.directory(ONLY).resolve("durable");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(mark));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Path openSegment() throws IOException {
        try (Stream<Path> tree = Files.walk(site.directory(ONLY))) {
            return tree.filter(path -> path.getFileName().toString().startsWith("log_inprogress"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private StateDigestAt digest() {
        return join(site.broker(ONLY).digest(0, Deadline.after(TEN_SECONDS)));
    }

    @Test
    void goesOnBehindATornEnd() throws IOException {
        StateDigestAt before = digest();
        site.stop(ONLY);
        Files.write(openSegment(), new byte[] {90, 1, 2, 3, 4, 5}, StandardOpenOption.APPEND);
        site.start(ONLY, false);
        site.awaitPrimary();
        assertThat(digest().digest()).isEqualTo(before.digest());
        assertThat(join(site.assign(ONLY, "ada", "after")).reply()).isNotNull();
    }

    @Test
    void refusesAFlippedBitInWhatWasAcknowledged() throws IOException {
        site.stop(ONLY);
        try (RandomAccessFile file = new RandomAccessFile(openSegment().toFile(), "rw")) {
            file.seek(100);
            int old = file.read();
            file.seek(100);
            file.write(old ^ 1);
        }
        assertThatThrownBy(() -> site.start(ONLY, false))
                .hasCauseInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("may have been acknowledged");
    }

    @Test
    void refusesALogThatWasEmptied() throws IOException {
        site.stop(ONLY);
        Files.write(openSegment(), new byte[0]);
        assertThatThrownBy(() -> site.start(ONLY, false))
                .hasCauseInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("acknowledged entries are gone");
    }
}
