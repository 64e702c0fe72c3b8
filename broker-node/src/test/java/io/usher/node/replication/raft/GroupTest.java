package io.usher.node.replication.raft;

import static io.usher.node.replication.raft.TestSite.TEN_SECONDS;
import static io.usher.node.replication.raft.TestSite.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.Answer;
import io.usher.core.model.BrokerId;
import io.usher.core.model.UserName;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StateDigestAt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers in one JVM, each test with whoever leads at the time. */
class GroupTest {

    @TempDir
    private static Path folder;

    private static TestSite site = new TestSite();

    @BeforeAll
    static void start() {
        site = new TestSite(folder, 3, SnapshotSettings.DEFAULTS);
        site.prepare(site.awaitPrimary(), 3);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void startWhoeverIsStopped() {
        site.startAll();
    }

    @Test
    void gathersCommandsThatArriveTogetherIntoFewEntries() {
        BrokerId primary = site.awaitPrimary();
        List<CompletionStage<Committed>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(site.assign(primary, "user" + i, "batch" + i));
        }
        List<Long> indexes = answers.stream()
                .map(TestSite::join)
                .map(committed -> committed.position().index())
                .toList();
        assertThat(indexes.stream().distinct()).as("entries for 500 commands").hasSizeLessThan(250);
    }

    @Test
    void forwardsFromASecondaryAndReadsThereWhatWasAcknowledged() {
        BrokerId secondary = site.awaitSecondary();
        Committed committed = join(site.assign(secondary, "ada", "forward"));
        assertThat(committed.reply()).isInstanceOf(Answer.Granted.class);
        ReadResult<Integer> read = join(site.broker(secondary)
                .read(
                        Freshness.LINEARIZABLE,
                        Deadline.after(TEN_SECONDS),
                        view -> view.sessionsOf(new UserName("ada")).size()));
        assertThat(read.value()).isEqualTo(1);
        assertThat(read.applied()).isGreaterThanOrEqualTo(committed.position());
    }

    @Test
    void goesOnWithoutThePrimaryAndGivesARepeatedRequestTheSameAnswer() {
        BrokerId primary = site.awaitPrimary();
        BrokerId secondary = site.awaitSecondary();
        Committed first = join(site.assign(secondary, "bob", "repeat"));
        site.stop(primary);
        Committed again = join(site.assign(secondary, "bob", "repeat"));
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(again.position()).isGreaterThan(first.position());
        assertThat(join(site.assign(secondary, "carl", "other")).reply()).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void answersEveryCallThatIsUnderWayWhenThePrimaryStops() {
        BrokerId primary = site.awaitPrimary();
        BrokerId secondary = site.awaitSecondary();
        List<CompletionStage<Committed>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(site.assign(secondary, "flyer" + i, "flight" + i));
        }
        site.stop(primary);
        for (int i = 0; i < 200; i++) {
            Committed answer = join(answers.get(i));
            assertThat(join(site.assign(secondary, "flyer" + i, "flight" + i)).reply())
                    .isEqualTo(answer.reply());
        }
    }

    @Test
    void tellsTheTermsOfThePrimaryInOrder() {
        BrokerId primary = site.awaitPrimary();
        site.stop(primary);
        assertThat(site.heard(primary).terms()).last().asString().startsWith("ended");
        BrokerId next = site.awaitPrimary();
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(site.heard(next).terms()).last().asString().startsWith("started"));
    }

    @Test
    void agreesOnTheDigestOfOneRevision() {
        BrokerId primary = site.awaitPrimary();
        long revision = join(site.assign(primary, "dora", "digest")).position().index() + 1;
        List<CompletionStage<StateDigestAt>> asked = site.running().stream()
                .map(broker -> broker.digest(revision, Deadline.after(TEN_SECONDS)))
                .toList();
        for (int i = 0; i < 5; i++) {
            join(site.assign(primary, "dora" + i, "after" + i));
        }
        List<StateDigestAt> digests = asked.stream().map(TestSite::join).toList();
        assertThat(digests).hasSize(3).containsOnly(digests.get(0));
        assertThat(digests.get(0).revision()).isEqualTo(revision);
    }

    @Test
    void refusesWithoutAQuorumAndStillTellsItsStatus() throws IOException {
        BrokerId primary = site.awaitPrimary();
        Stream.of(site.awaitSecondary(), site.awaitOtherSecondary()).forEach(site::stop);
        CompletionStage<Committed> answer = site.assign(primary, "eve", "alone", Duration.ofSeconds(2));
        assertThatThrownBy(() -> join(answer))
                .cause()
                .isInstanceOfSatisfying(
                        ReplicationException.class,
                        failure -> assertThat(failure.meaning()).isIn(Meaning.NO_PRIMARY, Meaning.OUTCOME_UNKNOWN));
        CompletionStage<ReadResult<Integer>> read =
                site.broker(primary).read(Freshness.LINEARIZABLE, Deadline.after(Duration.ofMillis(500)), view -> 1);
        assertThatThrownBy(() -> join(read)).hasCauseInstanceOf(ReplicationException.class);
        ReplicaStatus status = site.broker(primary).status();
        assertThat(status.applied()).isPositive();
        assertThat(status.peers()).hasSize(2);
        assertThat(status.role()).isNotEqualTo(ReplicaStatus.Role.PRIMARY);
    }
}
