package io.usher.node.replication.gate;

import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** A read that waits for a confirmation of the primary's lead. */
final class WaitingRead {

    private final Deadline deadline;
    private final boolean onlyHere;
    private final LongConsumer action;
    private final CompletableFuture<?> answer;

    /**
     * @param onlyHere whether it must fail when this broker does not lead
     * @param action completes the answer; told the confirmed index
     */
    WaitingRead(Deadline deadline, boolean onlyHere, LongConsumer action, CompletableFuture<?> answer) {
        this.deadline = deadline;
        this.onlyHere = onlyHere;
        this.action = action;
        this.answer = answer;
    }

    boolean onlyHere() {
        return onlyHere;
    }

    boolean isOverdue() {
        return deadline.isOver();
    }

    void run(long index) {
        if (answer.isDone()) {
            return;
        }
        try {
            action.accept(index);
        } catch (RuntimeException e) {
            // The caller's query failed: its own mistake, told to it alone.
            answer.completeExceptionally(e);
        }
    }

    void fail(Meaning meaning, String message) {
        answer.completeExceptionally(new ReplicationException(meaning, message));
    }
}
