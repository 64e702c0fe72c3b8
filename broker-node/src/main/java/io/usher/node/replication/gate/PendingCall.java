package io.usher.node.replication.gate;

import com.google.protobuf.ByteString;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One submission, from the caller's first word to the answer, over as many attempts as its deadline allows. Keeps in
 * mind whether any attempt may have entered the log, so that the caller is never told "nothing was submitted" when
 * something may have been. Thread-safe.
 */
final class PendingCall {

    private final ByteString envelope;
    private final Deadline deadline;
    private final OptionalLong onlyIn;
    private final CompletableFuture<Committed> answer = new CompletableFuture<>();
    private Optional<Attempt> attempt = Optional.empty();
    private boolean mayHaveEntered;
    private Meaning lastObstacle = Meaning.NO_PRIMARY;

    /** @param onlyIn the only term in which the command may enter the log; empty for any */
    PendingCall(ByteString envelope, Deadline deadline, OptionalLong onlyIn) {
        this.envelope = envelope;
        this.deadline = deadline;
        this.onlyIn = onlyIn;
    }

    Deadline deadline() {
        return deadline;
    }

    /** In bytes. */
    int size() {
        return envelope.size();
    }

    /** Whether it must not be passed on to another broker. */
    boolean onlyHere() {
        return onlyIn.isPresent();
    }

    CompletionStage<Committed> answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** @param again told the call when the attempt failed in a way that another attempt may mend */
    synchronized Attempt newAttempt(Consumer<PendingCall> again) {
        Attempt next = new Attempt(envelope, deadline, onlyIn, result -> attemptEnded(result, again));
        attempt = Optional.of(next);
        return next;
    }

    private void attemptEnded(AttemptResult result, Consumer<PendingCall> again) {
        if (result instanceof AttemptResult.Done done) {
            answer.complete(done.committed());
        } else if (result instanceof AttemptResult.Failed failed) {
            attemptFailed(failed.failure(), again);
        }
    }

    private void attemptFailed(AttemptFailure failure, Consumer<PendingCall> again) {
        boolean uncertain;
        synchronized (this) {
            attempt = Optional.empty();
            mayHaveEntered |= failure.mayHaveEntered();
            lastObstacle = obstacle(failure);
            uncertain = mayHaveEntered;
        }
        boolean mendable = failure == AttemptFailure.NOT_PRIMARY || failure == AttemptFailure.OUTCOME_UNKNOWN;
        // After an uncertain attempt even overload is waited out: only another attempt can tell what happened.
        if (deadline.isOver() || onlyIn.isPresent() || !(mendable || uncertain)) {
            giveUp();
        } else {
            again.accept(this);
        }
    }

    private static Meaning obstacle(AttemptFailure failure) {
        return switch (failure) {
            case NOT_PRIMARY, OUTCOME_UNKNOWN -> Meaning.NO_PRIMARY;
            case OVERLOADED -> Meaning.OVERLOADED;
            case EXPIRED -> Meaning.EXPIRED;
            case UNREADABLE -> Meaning.NOT_READY;
        };
    }

    /** Tells the caller that there is no answer in time, and what may be concluded. */
    void giveUp() {
        Meaning meaning;
        synchronized (this) {
            if (attempt.isPresent()) {
                if (attempt.get().withdraw()) {
                    lastObstacle = Meaning.EXPIRED;
                } else {
                    mayHaveEntered = true;
                }
            }
            meaning = mayHaveEntered ? Meaning.OUTCOME_UNKNOWN : lastObstacle;
        }
        answer.completeExceptionally(new ReplicationException(meaning, text(meaning)));
    }

    private static String text(Meaning meaning) {
        return switch (meaning) {
            case NO_PRIMARY -> "no primary took the command before the deadline; ask again, or ask another broker";
            case OVERLOADED -> "as many commands wait as may; ask again later";
            case NOT_READY -> "the primary runs an older version that does not know this command; upgrade it first";
            case EXPIRED -> "the deadline passed before the command entered the log; ask again with more time";
            case TOO_LARGE -> "the command is larger than an entry of the log may be";
            case OUTCOME_UNKNOWN ->
                "the deadline passed while the command was on its way; ask again with the same request id";
        };
    }
}
