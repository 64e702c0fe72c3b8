package io.usher.node.replication;

import io.usher.core.Outcome;
import java.util.List;

/**
 * Hears what was applied on this broker, in order and without a gap. Called by the thread that applies: it must be
 * quick and must not throw.
 */
public interface OutcomeListener {

    /** Hears nothing. */
    OutcomeListener NONE = new OutcomeListener() {
        @Override
        public void applied(long index, List<Outcome> outcomes) {}

        @Override
        public void reset(long index) {}
    };

    /**
     * An entry was applied.
     *
     * @param index of the entry
     * @param outcomes one for each command, in order
     */
    void applied(long index, List<Outcome> outcomes);

    /**
     * The state was replaced by a snapshot: what was applied in between is not told.
     *
     * @param index up to which the state reflects the log now
     */
    void reset(long index);
}
