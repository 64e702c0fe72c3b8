package io.usher.node.replication.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.ExpireLeases;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LogTime;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadGateTest {

    private static final Deadline SOON = Deadline.after(Duration.ofMinutes(1));
    private static final Peer PRIMARY = new Peer(new BrokerId("b1"), "127.0.0.1:1", "127.0.0.1:2");

    private final FakeConsensus consensus = new FakeConsensus();
    private final FakeLink link = new FakeLink();
    private final Replica replica = new Replica(OutcomeListener.NONE);
    private final ReadGate gate = new ReadGate(consensus, replica, id -> Optional.of(PRIMARY), link, Runnable::run);

    private CompletableFuture<ReadResult<Long>> read(Freshness freshness, Deadline deadline) {
        return gate.read(freshness, deadline, view -> view.applied().index()).toCompletableFuture();
    }

    private void apply(long index) {
        Proposal proposal = new Proposal(Optional.empty(), new ExpireLeases(1));
        replica.apply(new Replica.Position(1, index), new LogEntryCodec.Entry(new LogTime(index), List.of(proposal)));
    }

    @Test
    void readsStaleWithoutAskingAnybody() {
        apply(4);
        consensus.follow(Optional.empty());
        assertThat(read(Freshness.STALE, SOON).join().value()).isEqualTo(4);
        assertThat(consensus.confirmations()).isEmpty();
    }

    @Test
    void servesEveryReadThatWaitedWithOneConfirmation() {
        apply(4);
        CompletableFuture<ReadResult<Long>> first = read(Freshness.LINEARIZABLE, SOON);
        CompletableFuture<ReadResult<Long>> second = read(Freshness.LINEARIZABLE, SOON);
        CompletableFuture<ReadResult<Long>> third = read(Freshness.LINEARIZABLE, SOON);
        assertThat(consensus.confirmations()).hasSize(1);
        consensus.confirmations().get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(second).as("came after the confirmation had begun").isNotDone();
        assertThat(consensus.confirmations()).hasSize(2);
        consensus.confirmations().get(1).complete(null);
        assertThat(second.join().value()).isEqualTo(4);
        assertThat(third).isCompleted();
    }

    @Test
    void waitsOnASecondaryUntilItIsWhereThePrimaryWas() {
        consensus.follow(Optional.of(PRIMARY.id()));
        CompletableFuture<ReadResult<Long>> answer = read(Freshness.LINEARIZABLE, SOON);
        link.readIndexes().get(0).complete(6L);
        apply(5);
        assertThat(answer).isNotDone();
        apply(6);
        assertThat(answer.join().value()).isEqualTo(6);
    }

    @Test
    void asksTheNewPrimaryWhenTheOldOneHangs() {
        consensus.follow(Optional.of(PRIMARY.id()));
        CompletableFuture<ReadResult<Long>> answer = read(Freshness.LINEARIZABLE, SOON);
        consensus.lead(2);
        gate.primaryChanged();
        link.readIndexes().get(0).complete(0L);
        assertThat(answer).as("answered by the old primary").isNotDone();
        consensus.confirmations().get(0).complete(null);
        assertThat(answer).isCompleted();
    }

    @Test
    void triesAgainUntilItsDeadlineAndSaysThatNobodyLed() {
        consensus.follow(Optional.empty());
        CompletableFuture<ReadResult<Long>> answer =
                read(Freshness.LINEARIZABLE, Deadline.after(Duration.ofMillis(20)));
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
            gate.tick();
            return answer.isDone();
        });
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOfSatisfying(
                        ReplicationException.class,
                        failure -> assertThat(failure.meaning()).isEqualTo(Meaning.NO_PRIMARY));
    }

    @Test
    void givesNoReadIndexWithoutTheLead() {
        consensus.follow(Optional.of(PRIMARY.id()));
        CompletableFuture<Long> index = gate.readIndex(SOON).toCompletableFuture();
        assertThat(index).isCompletedExceptionally();
        assertThat(link.readIndexes())
                .as("questions passed on to a third broker")
                .isEmpty();
    }

    @Test
    void tellsAFailingQueryToItsCallerAlone() {
        CompletableFuture<ReadResult<Object>> failing =
                gate.read(Freshness.LINEARIZABLE, SOON, ReadGateTest::fail).toCompletableFuture();
        CompletableFuture<ReadResult<Long>> good = read(Freshness.LINEARIZABLE, SOON);
        consensus.confirmations().get(0).complete(null);
        consensus.confirmations().get(1).complete(null);
        assertThatThrownBy(failing::join).hasMessageContaining("bad query");
        assertThat(good).isCompleted();
    }

    private static Object fail(BrokerView view) {
        throw new IllegalArgumentException("bad query at " + view.applied());
    }
}
