package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.usher.core.model.BrokerId;
import io.usher.node.replication.SnapshotSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nobody is told here that a process has ended: the survivors hear nothing any more, and that is all. */
class SilentPrimaryTest {

    /** Now and then a random timeout of Ratis is over first. */
    private static final int ROUNDS = 5;

    private final Logger log = (Logger) LoggerFactory.getLogger(Succession.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
        log.setLevel(Level.INFO);
    }

    @AfterEach
    void forget() {
        log.detachAppender(said);
        log.setLevel(null);
    }

    @Test
    void isFollowedAfterTheSurvivorsHaveAskedEachOther() {
        try (TestSite site = new TestSite(folder, 3, SnapshotSettings.DEFAULTS)) {
            site.prepare(site.awaitPrimary(), 3);
            for (int round = 0; round < ROUNDS && stood().isEmpty(); round++) {
                site.startAll();
                BrokerId silent = site.awaitPrimary();
                site.stop(silent);
                assertThat(site.awaitPrimary()).isNotEqualTo(silent);
            }
        }

        assertThat(stood()).isNotEmpty();
    }

    private List<String> stood() {
        return List.copyOf(said.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains("is silent"))
                .toList();
    }
}
