package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connections open over which this broker would ask for votes. Secondaries have nothing to say to each other
 * otherwise, and on a busy machine the first request of a process over a new connection took half a second: long enough
 * for the next survivor of a primary to stand, too, and to split the votes. Not thread-safe.
 */
final class VoteLines {

    /** More often than connections without calls are closed on the way. */
    static final Duration TICK = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(VoteLines.class);

    private final Supplier<List<BrokerId>> others;
    private final Line line;

    /** The way to the other brokers. */
    interface Line {

        /**
         * Asks for a vote ahead of an election, which nobody gives who hears a primary or has a longer log. Blocks.
         *
         * @param own how long the log of this broker is said to be; {@link LogEnd#NONE} is given no vote by anybody
         */
        PreVote ask(BrokerId other, LogEnd own) throws IOException;

        /** Opens the connection anew. */
        void reopen(BrokerId other) throws IOException;
    }

    /** @param others who would be asked for votes; nobody while this broker follows no primary */
    VoteLines(Supplier<List<BrokerId>> others, Line line) {
        this.others = others;
        this.line = line;
    }

    /** Asks everybody once. */
    void tick() {
        for (BrokerId other : others.get()) {
            try {
                var unused = line.ask(other, LogEnd.NONE);
            } catch (IOException | RuntimeException e) {
                // One that is down, mostly. A connection that failed would wait longer and longer before it tries
                // again.
                LOG.debug("broker={} cannot be asked for a vote at present", other, e);
                reopen(other);
            }
        }
    }

    private void reopen(BrokerId other) {
        try {
            line.reopen(other);
        } catch (IOException | RuntimeException e) {
            LOG.debug("the connection to broker={} cannot be opened anew", other, e);
        }
    }
}
