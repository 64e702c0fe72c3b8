package io.usher.node.replication.raft;

import io.usher.node.replication.PrimaryListener;
import io.usher.node.replication.PrimaryTerm;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Carries news of leadership from Ratis, which calls under its locks, to those who act on it, on a thread of their own.
 */
final class LeadershipEvents {

    private final PrimaryListener listener;
    private final Runnable primaryChanged;
    private final Supplier<OptionalLong> leadingTerm;
    private final LongFunction<PrimaryTerm> terms;
    private final Executor executor;
    private Optional<PrimaryTerm> current = Optional.empty();

    /**
     * Events for a listener.
     *
     * @param primaryChanged told after every change
     * @param leadingTerm the term in which this broker leads at present
     * @param terms makes the handle of a term
     * @param executor runs one thing after the other
     */
    LeadershipEvents(
            PrimaryListener listener,
            Runnable primaryChanged,
            Supplier<OptionalLong> leadingTerm,
            LongFunction<PrimaryTerm> terms,
            Executor executor) {
        this.listener = listener;
        this.primaryChanged = primaryChanged;
        this.leadingTerm = leadingTerm;
        this.terms = terms;
        this.executor = executor;
    }

    /** Something about leadership may have changed. What was passed over in between is not told. */
    void changed() {
        executor.execute(() -> {
            primaryChanged.run();
            tell(leadingTerm.get());
        });
    }

    // Runs on one thread at a time.
    private void tell(OptionalLong leading) {
        if (current.isPresent() && !OptionalLong.of(current.get().number()).equals(leading)) {
            PrimaryTerm ended = current.get();
            current = Optional.empty();
            listener.ended(ended);
        }
        if (current.isEmpty() && leading.isPresent()) {
            PrimaryTerm started = terms.apply(leading.getAsLong());
            current = Optional.of(started);
            listener.started(started);
        }
    }
}
