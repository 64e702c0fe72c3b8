package io.usher.node.replication.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.usher.core.command.CreatePool;
import io.usher.core.command.FoundSite;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.codec.CommandCodec;
import io.usher.node.replication.codec.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private static final Deadline SOON = Deadline.after(Duration.ofMinutes(1));
    private static final Deadline OVER = new Deadline(System.nanoTime() - 1);

    private final FakeConsensus consensus = new FakeConsensus();
    private final Replica replica = new Replica(OutcomeListener.NONE);
    private final List<AttemptResult> results = new ArrayList<>();
    private int pools;

    private Batcher batcher(int queueCommands) {
        return new Batcher(consensus, new BatchSettings(3, 64 << 10, 2, queueCommands, 1 << 20), Runnable::run);
    }

    private Attempt attempt(Deadline deadline) {
        CreatePool command = new CreatePool(new PoolId("pool" + pools++), "", PoolSettings.DEFAULTS);
        return attempt(CommandCodec.encode(new Proposal(Optional.empty(), command)), deadline, OptionalLong.empty());
    }

    private Attempt attempt(ByteString envelope, Deadline deadline, OptionalLong onlyIn) {
        return new Attempt(envelope, deadline, onlyIn, results::add);
    }

    private List<Integer> sizesInFlight() {
        return consensus.appended().stream()
                .map(appended -> appended.decode().proposals().size())
                .toList();
    }

    @Test
    void putsWhatArrivedMeanwhileIntoTheNextEntry() {
        Batcher batcher = batcher(100);
        for (int i = 0; i < 7; i++) {
            batcher.offer(attempt(SOON));
        }
        assertThat(sizesInFlight()).containsExactly(1, 1);
        consensus.commit(replica, batcher);
        assertThat(sizesInFlight()).containsExactly(1, 3);
        consensus.commit(replica, batcher);
        assertThat(sizesInFlight()).containsExactly(3, 2);
        consensus.commit(replica, batcher);
        consensus.commit(replica, batcher);
        assertThat(consensus.appended()).isEmpty();
        assertThat(results).hasSize(7).allMatch(result -> result instanceof AttemptResult.Done);
    }

    @Test
    void answersEveryCommandOfAnEntryWithItsOwnPosition() {
        Batcher batcher = batcher(100);
        for (int i = 0; i < 5; i++) {
            batcher.offer(attempt(SOON));
        }
        while (!consensus.appended().isEmpty()) {
            consensus.commit(replica, batcher);
        }
        assertThat(results)
                .extracting(result ->
                        ((AttemptResult.Done) result).committed().position().toString())
                .containsExactly("1-0", "2-0", "3-0", "3-1", "3-2");
    }

    @Test
    void neverAppendsACommandWhoseDeadlineIsOver() {
        Batcher batcher = batcher(100);
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(OVER));
        assertThat(results).isEmpty();
        consensus.commit(replica, batcher);
        assertThat(sizesInFlight()).containsExactly(1);
        assertThat(results).contains(new AttemptResult.Failed(AttemptFailure.EXPIRED));
    }

    @Test
    void refusesWhatFindsNoRoom() {
        Batcher batcher = batcher(1);
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(SOON));
        assertThat(results).containsExactly(new AttemptResult.Failed(AttemptFailure.OVERLOADED));
    }

    @Test
    void boundsAnEntryByItsBytes() {
        FoundSite large = new FoundSite(new SiteId("main"), "x".repeat(500), SiteSettings.DEFAULTS);
        ByteString envelope = CommandCodec.encode(new Proposal(Optional.empty(), large));
        Batcher batcher = new Batcher(consensus, new BatchSettings(1024, 64 << 10, 1, 1000, 1 << 20), Runnable::run);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            attempts.add(attempt(envelope, SOON, OptionalLong.empty()));
        }
        batcher.offer(attempts);
        assertThat(consensus.appended().get(0).entry().size()).isBetween(60 << 10, 64 << 10);
    }

    @Test
    void tellsWhetherAFailedEntryMayHaveEnteredTheLog() {
        Batcher batcher = batcher(100);
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(SOON));
        consensus.appended().get(0).failure().failed(false);
        consensus.appended().get(1).failure().failed(true);
        assertThat(results)
                .containsExactly(
                        new AttemptResult.Failed(AttemptFailure.NOT_PRIMARY),
                        new AttemptResult.Failed(AttemptFailure.OUTCOME_UNKNOWN));
    }

    @Test
    void handsBackWhatWaitsWhenTheLeadIsLost() {
        Batcher batcher = batcher(100);
        for (int i = 0; i < 4; i++) {
            batcher.offer(attempt(SOON));
        }
        consensus.follow(Optional.empty());
        consensus.appended().get(0).failure().failed(true);
        assertThat(results)
                .containsExactly(
                        new AttemptResult.Failed(AttemptFailure.OUTCOME_UNKNOWN),
                        new AttemptResult.Failed(AttemptFailure.NOT_PRIMARY),
                        new AttemptResult.Failed(AttemptFailure.NOT_PRIMARY));
    }

    @Test
    void takesNothingWhileAnotherBrokerLeads() {
        Batcher batcher = batcher(100);
        consensus.follow(Optional.empty());
        batcher.offer(attempt(SOON));
        assertThat(results).containsExactly(new AttemptResult.Failed(AttemptFailure.NOT_PRIMARY));
        assertThat(consensus.appended()).isEmpty();
    }

    @Test
    void takesNothingThatIsMeantForAnEarlierTerm() {
        Batcher batcher = batcher(100);
        consensus.lead(7);
        Attempt late = attempt(attempt(SOON).envelope(), SOON, OptionalLong.of(6));
        batcher.offer(late);
        assertThat(results).containsExactly(new AttemptResult.Failed(AttemptFailure.NOT_PRIMARY));
    }

    @Test
    void appendsNothingThatWasWithdrawnWhileItWaited() {
        Batcher batcher = batcher(100);
        batcher.offer(attempt(SOON));
        batcher.offer(attempt(SOON));
        Attempt waiting = attempt(SOON);
        batcher.offer(waiting);
        assertThat(waiting.withdraw()).isTrue();
        consensus.commit(replica, batcher);
        consensus.commit(replica, batcher);
        assertThat(consensus.appended()).isEmpty();
        assertThat(results).hasSize(2);
    }

    @Test
    void hearsNothingOfAnEntryThatWasGivenUpAndIsAppliedAfterAll() {
        Batcher batcher = batcher(100);
        batcher.offer(attempt(SOON));
        consensus.appended().get(0).failure().failed(true);
        consensus.commit(replica, batcher);
        assertThat(results).containsExactly(new AttemptResult.Failed(AttemptFailure.OUTCOME_UNKNOWN));
    }
}
