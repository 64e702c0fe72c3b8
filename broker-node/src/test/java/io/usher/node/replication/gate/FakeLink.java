package io.usher.node.replication.gate;

import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PrimaryLink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link whose calls end when the test says so. */
final class FakeLink implements PrimaryLink {

    private final List<Call> calls = new ArrayList<>();
    private final List<CompletableFuture<Long>> readIndexes = new ArrayList<>();

    record Call(Peer primary, List<ForwardedCommand> commands, CompletableFuture<List<AttemptResult>> answer) {}

    @Override
    public CompletionStage<List<AttemptResult>> submit(Peer primary, List<ForwardedCommand> commands) {
        Call call = new Call(primary, commands, new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }

    @Override
    public CompletionStage<Long> readIndex(Peer primary, Deadline deadline) {
        CompletableFuture<Long> index = new CompletableFuture<>();
        readIndexes.add(index);
        return index;
    }

    List<Call> calls() {
        return calls;
    }

    List<CompletableFuture<Long>> readIndexes() {
        return readIndexes;
    }
}
