package io.usher.node.peer;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PrimaryLink;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.internal.v1.ReadIndexRequest;
import io.usher.proto.internal.v1.ReadIndexResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way to the primary over gRPC. Thread-safe. */
public final class GrpcPrimaryLink implements PrimaryLink {

    private final PeerChannels channels;

    public GrpcPrimaryLink(PeerChannels channels) {
        this.channels = channels;
    }

    @Override
    public CompletionStage<List<AttemptResult>> submit(Peer primary, List<ForwardedCommand> commands) {
        long longest = commands.stream()
                .mapToLong(command -> command.deadline().remaining().toMillis())
                .max()
                .orElse(0);
        return stage(channels.stub(primary, longest).submit(PeerMessages.request(commands)))
                .thenApply(PeerMessages::results);
    }

    @Override
    public CompletionStage<Long> readIndex(Peer primary, Deadline deadline) {
        return stage(channels.stub(primary, deadline.remaining().toMillis())
                        .readIndex(ReadIndexRequest.getDefaultInstance()))
                .thenCompose(GrpcPrimaryLink::index);
    }

    private static CompletionStage<Long> index(ReadIndexResponse response) {
        return response.hasIndex()
                ? CompletableFuture.completedFuture(response.getIndex())
                : CompletableFuture.failedFuture(
                        new ReplicationException(Meaning.NO_PRIMARY, "the broker that was asked does not lead"));
    }

    static <T> CompletionStage<T> stage(ListenableFuture<T> future) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Futures.addCallback(
                future,
                new FutureCallback<T>() {
                    @Override
                    public void onSuccess(@Nullable T result) {
                        stage.complete(result);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        stage.completeExceptionally(failure);
                    }
                },
                MoreExecutors.directExecutor());
        return stage;
    }
}
