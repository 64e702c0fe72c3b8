package io.usher.node.replication.gate;

import io.usher.core.model.BrokerId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** What the gate needs of the log. Thread-safe. */
public interface Consensus {

    /** The term in which this broker leads, once it has applied everything that was committed before its lead. */
    OptionalLong leadingTerm();

    default boolean leading() {
        return leadingTerm().isPresent();
    }

    /** The broker that leads as far as this one knows. */
    Optional<BrokerId> primary();

    /**
     * Appends an entry. When it is applied on this broker, the applier tells {@link EntryResults}; this call only tells
     * of failure.
     *
     * @param key names the entry among those of this process
     * @param entry joined envelopes without a stamp
     * @param onlyIn the only term in which the entry may enter the log; empty for any
     */
    void append(long key, byte[] entry, OptionalLong onlyIn, AppendFailure failure);

    /** Hears that an entry failed. */
    @FunctionalInterface
    interface AppendFailure {

        /**
         * Called at most once, on any thread.
         *
         * @param mayHaveEntered whether the entry may be committed all the same
         */
        void failed(boolean mayHaveEntered);
    }

    /**
     * Makes sure that this broker still leads and has applied what was committed before the call.
     *
     * @return completes exceptionally when it does not lead
     */
    CompletionStage<Void> confirm();
}
