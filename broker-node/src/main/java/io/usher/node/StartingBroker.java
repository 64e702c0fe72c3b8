package io.usher.node;

import io.usher.core.state.BrokerView;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.Submission;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Stands for replication in those that replication itself tells of its news, and that must therefore exist before it.
 * Until replication has started it refuses everything. Thread-safe.
 */
final class StartingBroker implements ReplicatedBroker {

    private volatile Optional<ReplicatedBroker> started = Optional.empty();

    void started(ReplicatedBroker broker) {
        started = Optional.of(broker);
    }

    @Override
    public CompletionStage<Committed> submit(Submission submission) {
        return started.map(broker -> broker.submit(submission)).orElseGet(StartingBroker::notReady);
    }

    @Override
    public <T> CompletionStage<ReadResult<T>> read(
            Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
        return started.map(broker -> broker.read(freshness, deadline, query)).orElseGet(StartingBroker::notReady);
    }

    private static <T> CompletionStage<T> notReady() {
        return CompletableFuture.failedFuture(
                new ReplicationException(Meaning.NOT_READY, "this broker is starting; ask again, or ask another one"));
    }
}
