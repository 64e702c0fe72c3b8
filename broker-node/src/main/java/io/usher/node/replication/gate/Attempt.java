package io.usher.node.replication.gate;

import com.google.protobuf.ByteString;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One attempt to have a command committed. Waits in a queue until it is taken; from then on it can only succeed, fail
 * or remain unknown. Thread-safe.
 */
final class Attempt {

    private static final int WAITING = 0;
    private static final int TAKEN = 1;
    private static final int OVER = 2;

    private final ByteString envelope;
    private final Deadline deadline;
    private final OptionalLong onlyIn;
    private final Consumer<AttemptResult> listener;
    private final AtomicInteger state = new AtomicInteger(WAITING);

    /**
     * An attempt that waits.
     *
     * @param onlyIn the only term in which the command may enter the log; empty for any
     * @param listener called exactly once, unless the attempt is withdrawn
     */
    Attempt(ByteString envelope, Deadline deadline, OptionalLong onlyIn, Consumer<AttemptResult> listener) {
        this.envelope = envelope;
        this.deadline = deadline;
        this.onlyIn = onlyIn;
        this.listener = listener;
    }

    ByteString envelope() {
        return envelope;
    }

    Deadline deadline() {
        return deadline;
    }

    /** The only term in which the command may enter the log; empty for any. */
    OptionalLong onlyIn() {
        return onlyIn;
    }

    /** Claims the attempt for sending; false when it has been withdrawn. */
    boolean take() {
        return state.compareAndSet(WAITING, TAKEN);
    }

    /** Takes the attempt back; false when it is on its way or over. Afterwards nobody hears of it. */
    boolean withdraw() {
        return state.compareAndSet(WAITING, OVER);
    }

    void succeed(Committed committed) {
        finish(new AttemptResult.Done(committed));
    }

    void fail(AttemptFailure failure) {
        finish(new AttemptResult.Failed(failure));
    }

    void finish(AttemptResult result) {
        if (state.getAndSet(OVER) != OVER) {
            listener.accept(result);
        }
    }
}
