package io.usher.node.replication;

import io.usher.core.state.StateImage;
import io.usher.node.replication.codec.LogEntryCodec;
import java.io.IOException;
import java.util.Optional;

/** The committed log as far as this broker still has it. Thread-safe. */
public interface RecordedLog {

    /**
     * Opens the log.
     *
     * @param from first revision that is wanted, from 1
     * @throws PurgedException when the log does not reach back so far
     * @throws IOException when it cannot be read
     */
    Recording open(long from) throws IOException, PurgedException;

    /** A part of the log behind a state. For one thread. */
    interface Recording {

        /** Index of the last entry in the state; -1 for the state before the first. */
        long startIndex();

        /** The state that the log goes on from. */
        StateImage start();

        /**
         * The entry with that index, above {@link #startIndex()} and applied by this broker.
         *
         * @return empty for an entry without commands
         * @throws PurgedException when it was purged meanwhile
         */
        Optional<LogEntryCodec.Entry> entry(long index) throws IOException, PurgedException;
    }

    /** The log does not reach back so far. */
    final class PurgedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final long earliest;

        public PurgedException(long earliest) {
            super("the log begins with revision " + earliest);
            this.earliest = earliest;
        }

        /** The first revision that there is. */
        public long earliest() {
            return earliest;
        }
    }
}
