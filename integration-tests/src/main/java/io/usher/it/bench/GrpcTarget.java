package io.usher.it.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Calls of one method on one server, over as many connections as its limit of calls on one needs.
 *
 * @param <Q> request
 * @param <A> response
 */
final class GrpcTarget<Q, A> implements Target, AutoCloseable {

    private static final int CALLS_PER_CONNECTION = 64;
    private static final long DEADLINE_SECONDS = 10;

    private final List<ManagedChannel> channels;
    private final MethodDescriptor<Q, A> method;
    private final Supplier<Q> requests;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Connects.
     *
     * @param address host:port
     * @param inFlight how many calls will be under way at a time
     * @param requests gives a new request for each call; thread-safe
     */
    GrpcTarget(String address, int inFlight, MethodDescriptor<Q, A> method, Supplier<Q> requests) {
        this.method = method;
        this.requests = requests;
        int connections = (inFlight + CALLS_PER_CONNECTION - 1) / CALLS_PER_CONNECTION;
        this.channels = IntStream.range(0, connections)
                .mapToObj(i -> NettyChannelBuilder.forTarget(address)
                        .usePlaintext()
                        .directExecutor()
                        .disableRetry()
                        .build())
                .toList();
    }

    @Override
    public void ask(Done done) {
        ManagedChannel channel = channels.get(Math.floorMod(turn.getAndIncrement(), channels.size()));
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        ClientCalls.asyncUnaryCall(channel.newCall(method, options), requests.get(), new StreamObserver<A>() {
            private boolean answered;

            @Override
            public void onNext(A answer) {
                answered = true;
            }

            @Override
            public void onError(Throwable cause) {
                done.failed(cause);
            }

            @Override
            public void onCompleted() {
                if (answered) {
                    done.answered();
                } else {
                    done.failed(new StatusRuntimeException(Status.INTERNAL.withDescription("no answer in the answer")));
                }
            }
        });
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
