package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer;
import io.usher.core.model.BrokerId;
import io.usher.core.model.UserName;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.SnapshotSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers in one JVM. */
class GroupTest {

    private TestSite site;

    @BeforeEach
    void start(@TempDir Path folder) {
        site = new TestSite(folder, 3, SnapshotSettings.DEFAULTS);
        site.prepare(site.awaitPrimary(), 3);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void gathersCommandsThatArriveTogetherIntoFewEntries() {
        BrokerId primary = site.awaitPrimary();
        int before = site.heard(primary).sizes().size();
        List<CompletionStage<Committed>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(site.assign(primary, "user" + i, "request" + i));
        }
        answers.forEach(answer -> assertThat(join(answer).reply()).isInstanceOf(Answer.Granted.class));
        List<Integer> sizes = site.heard(primary).sizes();
        List<Integer> entries = sizes.subList(before, sizes.size());
        assertThat(entries.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
        assertThat(entries).hasSizeLessThan(250);
    }

    @Test
    void forwardsFromASecondaryAndReadsThereWhatWasAcknowledged() {
        BrokerId secondary = site.awaitSecondary();
        Committed committed = join(site.assign(secondary, "ada", "request"));
        assertThat(committed.reply()).isInstanceOf(Answer.Granted.class);
        ReadResult<Integer> read = join(site.broker(secondary)
                .read(
                        Freshness.LINEARIZABLE,
                        Deadline.after(TestSite.TEN_SECONDS),
                        view -> view.sessionsOf(new UserName("ada")).size()));
        assertThat(read.value()).isEqualTo(1);
        assertThat(read.applied()).isGreaterThanOrEqualTo(committed.position());
    }

    @Test
    void givesTheSameAnswerToARepeatedRequestAfterThePrimaryStopped() {
        BrokerId primary = site.awaitPrimary();
        BrokerId secondary = site.awaitSecondary();
        Committed first = join(site.assign(secondary, "ada", "request"));
        site.stop(primary);
        Committed again = join(site.assign(secondary, "ada", "request"));
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(again.position()).isGreaterThan(first.position());
        assertThat(join(site.assign(secondary, "bob", "other")).reply()).isInstanceOf(Answer.Granted.class);
    }
}
