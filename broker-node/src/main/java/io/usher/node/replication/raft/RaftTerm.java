package io.usher.node.replication.raft;

import io.usher.core.command.Command;
import io.usher.core.model.LogTime;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.FeatureLevelException;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.gate.CommandRouter;
import io.usher.node.replication.gate.Consensus;
import io.usher.node.replication.gate.Replica;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One term of this broker as the primary. */
record RaftTerm(long number, Consensus consensus, CommandRouter router, LogClock clock, Replica replica)
        implements PrimaryTerm {

    @Override
    public boolean isCurrent() {
        return consensus.leadingTerm().equals(OptionalLong.of(number));
    }

    @Override
    public LogTime now() {
        return clock.reading();
    }

    @Override
    public CompletionStage<Committed> propose(Command command, Deadline deadline) {
        Optional<FeatureLevelException> refused = FeatureLevelException.of(command, replica.featureLevel());
        return refused.isPresent()
                ? CompletableFuture.failedFuture(refused.get())
                : router.propose(number, command, deadline);
    }
}
