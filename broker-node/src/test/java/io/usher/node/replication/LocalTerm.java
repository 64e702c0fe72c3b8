package io.usher.node.replication;

import io.usher.core.command.Command;
import io.usher.core.model.LogTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A term of the one broker there is; remembers what was proposed. */
public final class LocalTerm implements PrimaryTerm {

    private final LocalReplicatedBroker broker;
    private final List<Command> proposed = new ArrayList<>();
    private volatile boolean over;

    public LocalTerm(LocalReplicatedBroker broker) {
        this.broker = broker;
    }

    /** Another broker leads. */
    public void end() {
        over = true;
    }

    public synchronized List<Command> proposed() {
        return List.copyOf(proposed);
    }

    @Override
    public long number() {
        return 1;
    }

    @Override
    public boolean isCurrent() {
        return !over;
    }

    @Override
    public LogTime now() {
        return broker.now();
    }

    @Override
    public synchronized CompletionStage<Committed> propose(Command command, Deadline deadline) {
        if (over) {
            return CompletableFuture.failedFuture(
                    new ReplicationException(ReplicationException.Meaning.NO_PRIMARY, "for a test"));
        }
        proposed.add(command);
        return broker.propose(command);
    }
}
