package io.usher.node.peer;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.usher.node.api.PrimaryCalls;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Passes calls on to the primary over gRPC, on the peer address, where brokers trust each other. Thread-safe. */
public final class GrpcPassOn implements PrimaryCalls.PassOn {

    private final Supplier<Optional<Peer>> primary;
    private final PeerChannels channels;

    /** @param primary the other broker that leads at present, as far as this one knows */
    public GrpcPassOn(Supplier<Optional<Peer>> primary, PeerChannels channels) {
        this.primary = primary;
        this.channels = channels;
    }

    @Override
    public <Q extends Message, A extends Message> CompletionStage<A> pass(
            MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
        Optional<Peer> target = primary.get();
        if (target.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new ReplicationException(Meaning.NO_PRIMARY, "this broker knows of no other broker that leads"));
        }
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(
                Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
        ListenableFuture<A> answer = ClientCalls.futureUnaryCall(
                ClientInterceptors.intercept(channels.channel(target.get()), new OriginHeader())
                        .newCall(method, options),
                request);
        return GrpcPrimaryLink.stage(answer);
    }
}
