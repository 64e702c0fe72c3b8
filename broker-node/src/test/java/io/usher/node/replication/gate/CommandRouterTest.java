package io.usher.node.replication.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.Answer;
import io.usher.core.command.Command;
import io.usher.core.command.CreatePool;
import io.usher.core.command.ExpireLeases;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.RequestId;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.Submission;
import io.usher.node.replication.codec.CommandCodec;
import io.usher.node.replication.codec.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CommandRouterTest {

    private static final Deadline SOON = Deadline.after(Duration.ofMinutes(1));
    private static final CreatePool CREATE = new CreatePool(new PoolId("office"), "", PoolSettings.DEFAULTS);
    private static final Committed COMMITTED = new Committed(new LogPosition(7, 1), new LogTime(9), new Answer.Done());
    private static final Peer FIRST = new Peer(new BrokerId("b1"), "127.0.0.1:1", "127.0.0.1:2");
    private static final Peer SECOND = new Peer(new BrokerId("b2"), "127.0.0.1:3", "127.0.0.1:4");

    private final FakeConsensus consensus = new FakeConsensus();
    private final FakeLink link = new FakeLink();
    private final Replica replica = new Replica(OutcomeListener.NONE);
    private final Batcher batcher = new Batcher(consensus, BatchSettings.DEFAULTS, Runnable::run);
    private final CommandRouter router = new CommandRouter(
            consensus,
            batcher,
            new PrimaryForwarder(
                    id -> List.of(FIRST, SECOND).stream()
                            .filter(peer -> peer.id().equals(id))
                            .findFirst(),
                    link,
                    BatchSettings.DEFAULTS,
                    Runnable::run),
            Runnable::run,
            BatchSettings.DEFAULTS);

    private CompletableFuture<Committed> submit(Command command, Optional<String> request, Deadline deadline) {
        return router.submit(new Submission(command, request.map(RequestId::new), deadline))
                .toCompletableFuture();
    }

    private static void assertFailedAs(CompletableFuture<Committed> answer, Meaning meaning) {
        assertThat(answer).isCompletedExceptionally();
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOfSatisfying(
                        ReplicationException.class,
                        failure -> assertThat(failure.meaning()).isEqualTo(meaning));
    }

    private List<AttemptResult> failure(AttemptFailure failure) {
        return List.of(new AttemptResult.Failed(failure));
    }

    private static Proposal proposalOf(FakeLink.Call call) {
        return CommandCodec.decode(call.commands().get(0).envelope());
    }

    @Test
    void commitsOnThePrimaryItself() {
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), SOON);
        consensus.commit(replica, batcher);
        assertThat(answer.join().position()).isEqualTo(new LogPosition(1, 0));
    }

    @Test
    void givesACommandThatIsNotHarmlessARequestIdBeforeItsFirstAttempt() {
        consensus.follow(Optional.of(FIRST.id()));
        CompletableFuture<Committed> answer = submit(CREATE, Optional.empty(), SOON);
        Optional<RequestId> first = proposalOf(link.calls().get(0)).request();
        assertThat(first).isPresent();
        link.calls().get(0).answer().completeExceptionally(new IllegalStateException("connection broke"));
        router.tick();
        assertThat(proposalOf(link.calls().get(1)).request()).isEqualTo(first);
        link.calls().get(1).answer().complete(List.of(new AttemptResult.Done(COMMITTED)));
        assertThat(answer.join()).isEqualTo(COMMITTED);
    }

    @Test
    void givesNoRequestIdToACommandThatIsHarmless() {
        consensus.follow(Optional.of(FIRST.id()));
        CompletableFuture<Committed> answer = submit(new ExpireLeases(10), Optional.empty(), SOON);
        assertThat(proposalOf(link.calls().get(0)).request()).isEmpty();
        assertThat(answer).isNotDone();
    }

    @Test
    void waitsOutAnElection() {
        consensus.follow(Optional.empty());
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), SOON);
        router.tick();
        assertThat(answer).isNotDone();
        consensus.lead(3);
        router.primaryChanged();
        consensus.commit(replica, batcher);
        assertThat(answer).isCompleted();
    }

    @Test
    void asksTheNewPrimaryWhenTheOldOneHangs() {
        consensus.follow(Optional.of(FIRST.id()));
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), SOON);
        consensus.follow(Optional.of(SECOND.id()));
        router.primaryChanged();
        assertThat(link.calls().get(1).primary()).isEqualTo(SECOND);
        link.calls().get(1).answer().complete(List.of(new AttemptResult.Done(COMMITTED)));
        link.calls().get(0).answer().complete(failure(AttemptFailure.NOT_PRIMARY));
        assertThat(answer.join()).isEqualTo(COMMITTED);
    }

    @Test
    void saysThatNobodyLedWhenNoAttemptWasMade() {
        consensus.follow(Optional.empty());
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), Deadline.after(Duration.ofMillis(1)));
        awaitEnd(answer);
        assertFailedAs(answer, Meaning.NO_PRIMARY);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenAnAttemptIsUnderWay() {
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), Deadline.after(Duration.ofMillis(20)));
        assertThat(consensus.appended()).hasSize(1);
        awaitEnd(answer);
        assertFailedAs(answer, Meaning.OUTCOME_UNKNOWN);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenAnEarlierAttemptMayHaveEntered() {
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), Deadline.after(Duration.ofMillis(20)));
        consensus.follow(Optional.empty());
        consensus.appended().get(0).failure().failed(true);
        awaitEnd(answer);
        assertFailedAs(answer, Meaning.OUTCOME_UNKNOWN);
    }

    @Test
    void refusesAtOnceWhatThePrimaryHasNoRoomFor() {
        consensus.follow(Optional.of(FIRST.id()));
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), SOON);
        link.calls().get(0).answer().complete(failure(AttemptFailure.OVERLOADED));
        assertFailedAs(answer, Meaning.OVERLOADED);
    }

    @Test
    void waitsForRoomWhenOnlyAnotherAttemptCanTellWhatHappened() {
        consensus.follow(Optional.of(FIRST.id()));
        CompletableFuture<Committed> answer = submit(CREATE, Optional.of("r1"), SOON);
        link.calls().get(0).answer().completeExceptionally(new IllegalStateException("connection broke"));
        router.tick();
        link.calls().get(1).answer().complete(failure(AttemptFailure.OVERLOADED));
        assertThat(answer).isNotDone();
        router.tick();
        link.calls().get(2).answer().complete(List.of(new AttemptResult.Done(COMMITTED)));
        assertThat(answer.join()).isEqualTo(COMMITTED);
    }

    @Test
    void refusesACommandThatIsLargerThanAnEntry() {
        assertFailedAs(submit(LargeCommand.create(), Optional.empty(), SOON), Meaning.TOO_LARGE);
    }

    @Test
    void proposesInItsTermOrNotAtAll() {
        consensus.lead(5);
        CompletableFuture<Committed> late =
                router.propose(4, new ExpireLeases(1), SOON).toCompletableFuture();
        assertFailedAs(late, Meaning.NO_PRIMARY);
        CompletableFuture<Committed> right =
                router.propose(5, new ExpireLeases(1), SOON).toCompletableFuture();
        consensus.commit(replica, batcher);
        assertThat(right).isCompleted();
    }

    @Test
    void neverForwardsWhatIsProposedInATerm() {
        consensus.follow(Optional.of(FIRST.id()));
        CompletableFuture<Committed> answer =
                router.propose(4, new ExpireLeases(1), SOON).toCompletableFuture();
        assertFailedAs(answer, Meaning.NO_PRIMARY);
        assertThat(link.calls()).isEmpty();
    }

    private void awaitEnd(CompletableFuture<Committed> answer) {
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
            router.tick();
            return answer.isDone();
        });
    }
}
