package io.usher.node.peer;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.usher.node.primary.HostPings;
import io.usher.node.primary.PingAnswer;
import io.usher.node.primary.PingLink;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.PrimaryEndpoint;
import io.usher.proto.internal.v1.PeerFailure;
import io.usher.proto.internal.v1.PeerServiceGrpc;
import io.usher.proto.internal.v1.PingHostsRequest;
import io.usher.proto.internal.v1.PingHostsResponse;
import io.usher.proto.internal.v1.ReadIndexRequest;
import io.usher.proto.internal.v1.ReadIndexResponse;
import io.usher.proto.internal.v1.SubmitRequest;
import io.usher.proto.internal.v1.SubmitResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands the calls of other brokers to this one as primary. */
final class PeerService extends PeerServiceGrpc.PeerServiceImplBase {

    private static final int MAX_ITEMS = 1024;

    /** For a caller that set no deadline; ours always do. */
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private final PrimaryEndpoint endpoint;
    private final HostPings pings;

    PeerService(PrimaryEndpoint endpoint, HostPings pings) {
        this.endpoint = endpoint;
        this.pings = pings;
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> observer) {
        if (tooMany(request.getItemsCount(), MAX_ITEMS, observer)) {
            return;
        }
        endpoint.submit(PeerMessages.commands(request))
                .thenApply(PeerMessages::response)
                .whenComplete((response, failure) -> answer(observer, response, failure));
    }

    @Override
    public void readIndex(ReadIndexRequest request, StreamObserver<ReadIndexResponse> observer) {
        endpoint.readIndex(deadline())
                .handle((index, failure) -> failure == null
                        ? ReadIndexResponse.newBuilder().setIndex(index).build()
                        : ReadIndexResponse.newBuilder()
                                .setFailure(PeerFailure.PEER_FAILURE_NOT_PRIMARY)
                                .build())
                .whenComplete((response, failure) -> answer(observer, response, failure));
    }

    @Override
    public void pingHosts(PingHostsRequest request, StreamObserver<PingHostsResponse> observer) {
        if (tooMany(request.getPingsCount(), PingLink.MAX_PINGS, observer)) {
            return;
        }
        if (!endpoint.leading()) {
            observer.onNext(PingMessages.failure(AttemptFailure.NOT_PRIMARY));
            observer.onCompleted();
            return;
        }
        Deadline deadline = deadline();
        List<CompletableFuture<PingAnswer>> answers = PingMessages.pings(request).stream()
                .map(ping -> pings.ping(ping, deadline).toCompletableFuture())
                .toList();
        CompletionStage<PingHostsResponse> response = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> failure == null
                        ? PingMessages.response(
                                answers.stream().map(CompletableFuture::join).toList())
                        : PingMessages.failure(AttemptFailure.NOT_PRIMARY));
        response.whenComplete((sent, failure) -> answer(observer, sent, failure));
    }

    private static Deadline deadline() {
        io.grpc.Deadline deadline = Context.current().getDeadline();
        return Deadline.after(
                deadline == null ? DEFAULT_DEADLINE : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }

    private static boolean tooMany(int items, int limit, StreamObserver<?> observer) {
        if (items <= limit) {
            return false;
        }
        observer.onError(Status.INVALID_ARGUMENT
                .withDescription("a call must have at most " + limit + " items, found " + items)
                .asRuntimeException());
        return true;
    }

    static <T> void answer(StreamObserver<T> observer, T response, @Nullable Throwable failure) {
        if (failure == null) {
            observer.onNext(response);
            observer.onCompleted();
        } else {
            observer.onError(Status.INTERNAL
                    .withDescription("the primary failed to answer a peer")
                    .withCause(failure)
                    .asRuntimeException());
        }
    }
}
