package io.usher.node.api;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.usher.core.command.RecordLead;
import io.usher.core.model.BrokerId;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Broker b1 of a group in which everybody takes over at once, as long as nothing is said to be wrong. */
final class FakeControl implements GroupControl {

    /** There is no other broker. */
    static final PrimaryCalls.PassOn NOBODY = new PrimaryCalls.PassOn() {
        @Override
        public <Q extends Message, A extends Message> CompletionStage<A> pass(
                MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
            return CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, "nobody leads"));
        }
    };

    boolean leads = true;
    /** Why nobody can take over. */
    Optional<String> obstacle = Optional.empty();

    private final LocalReplicatedBroker broker;
    private long term = 7;

    FakeControl(LocalReplicatedBroker broker) {
        this.broker = broker;
    }

    @Override
    public BrokerId self() {
        return new BrokerId("b1");
    }

    @Override
    public boolean leading() {
        return leads;
    }

    @Override
    public void checkHandOver(BrokerId to) {
        obstacle.ifPresent(reason -> {
            throw new GroupChangeException(reason);
        });
    }

    @Override
    public CompletionStage<Void> handOver(BrokerId to) {
        broker.apply(new RecordLead(to, ++term));
        return CompletableFuture.completedFuture(null);
    }
}
