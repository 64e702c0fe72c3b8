package io.usher.node.replication;

import io.usher.core.state.BrokerView;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The site's replicated state as the rest of the node sees it. Works on every broker: a secondary forwards to the
 * primary and waits out an election within the deadline. Thread-safe.
 */
public interface ReplicatedBroker {

    /**
     * Commits a command and applies it.
     *
     * @return completes with the committed reply, or exceptionally with {@link ReplicationException}
     */
    CompletionStage<Committed> submit(Submission submission);

    /**
     * Reads the state. The query runs under a read lock on some thread of the broker: it must be short, and must not
     * keep the view; everything in it is immutable and may be kept.
     *
     * @return completes with what the query gave, or exceptionally with {@link ReplicationException}
     */
    <T> CompletionStage<ReadResult<T>> read(Freshness freshness, Deadline deadline, Function<BrokerView, T> query);
}
