package io.usher.it.client;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetBrokerStatusResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client as everybody should write one: it asks any broker, asks another one with the same request id when there is
 * no answer, and says that it does not know when it does not know. Blocks the calling thread. Thread-safe.
 */
public final class UsherClient implements Caller, AutoCloseable {

    /** After this long without an answer another broker is asked. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Whoever was asked in time gets this long at least: an attempt cut off at once would only leave a doubt. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final Map<String, ManagedChannel> channels = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> brokers;
    private final AtomicInteger preferred = new AtomicInteger();
    private final List<ClientInterceptor> marks;

    /** Asks the first of these brokers first. */
    public UsherClient(List<Endpoint> endpoints) {
        this(endpoints, List.of());
    }

    /** The same, with something put on every call. */
    public UsherClient(List<Endpoint> endpoints, List<ClientInterceptor> marks) {
        this.marks = List.copyOf(marks);
        endpoints.forEach(this::add);
        brokers = List.copyOf(channels.keySet());
    }

    /** Opens a connection to another broker, for calls that name it. */
    public void add(Endpoint endpoint) {
        channels.computeIfAbsent(
                endpoint.broker(),
                broker -> NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
                        .usePlaintext()
                        .intercept(marks)
                        .disableRetry()
                        .build());
    }

    /** The connection to one broker, for calls that must go there. */
    public ManagedChannel channel(String broker) {
        ManagedChannel channel = channels.get(broker);
        if (channel == null) {
            throw new IllegalArgumentException("expected one of the brokers " + brokers + ", found " + broker);
        }
        return channel;
    }

    /**
     * Asks until there is an answer or the time is up; nobody is asked anew after that.
     *
     * @param request with a request id where it changes anything, so that asking again is safe
     */
    @Override
    public <Q extends Message, A extends Message> Outcome<A> call(
            MethodDescriptor<Q, A> method, Q request, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<String> story = new ArrayList<>();
        boolean maybeDone = false;
        String lastReason = "";
        int first = preferred.get();
        for (int attempt = 0; attempt == 0 || end - System.nanoTime() > 0; attempt++) {
            String broker = brokers.get(Math.floorMod(first + attempt, brokers.size()));
            try {
                A answer = once(broker, method, request, patience(end - System.nanoTime()));
                preferred.set(Math.floorMod(first + attempt, brokers.size()));
                return new Outcome.Answered<>(answer, broker);
            } catch (StatusRuntimeException e) {
                Told told = Told.by(e);
                story.add(broker + ": " + told.text());
                switch (told.meaning()) {
                    case REFUSED -> {
                        return new Outcome.Refused<>(told.reason(), told.details());
                    }
                    case MALFORMED -> {
                        return maybeDone
                                ? new Outcome.Unknown<>(String.join("; ", story))
                                : new Outcome.NotDone<>(told.reason());
                    }
                    case TURNED_AWAY -> lastReason = told.reason();
                    case UNKNOWN -> maybeDone = true;
                }
            }
            pause(attempt, end);
        }
        return maybeDone ? new Outcome.Unknown<>(String.join("; ", story)) : new Outcome.NotDone<>(lastReason);
    }

    /**
     * Asks one broker once.
     *
     * @throws StatusRuntimeException as the broker or the connection gave it
     */
    public <Q extends Message, A extends Message> A once(
            String broker, MethodDescriptor<Q, A> method, Q request, long limitNanos) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Math.max(limitNanos, 1), TimeUnit.NANOSECONDS);
        return ClientCalls.blockingUnaryCall(channel(broker), method, options, request);
    }

    /**
     * Asks one broker once.
     *
     * @return empty when it cannot be reached or is not ready
     * @throws StatusRuntimeException when it answers with any other error
     */
    public <Q extends Message, A extends Message> Optional<A> ask(
            String broker, MethodDescriptor<Q, A> method, Q request, Duration limit) {
        try {
            return Optional.of(once(broker, method, request, limit.toNanos()));
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What one broker says about itself; empty when it cannot be reached. */
    public Optional<BrokerStatus> status(String broker, Duration limit) {
        return ask(
                        broker,
                        ClusterServiceGrpc.getGetBrokerStatusMethod(),
                        GetBrokerStatusRequest.getDefaultInstance(),
                        limit)
                .map(GetBrokerStatusResponse::getStatus);
    }

    private static long patience(long leftNanos) {
        return Math.min(Math.max(leftNanos, LEAST_PATIENCE.toNanos()), PATIENCE.toNanos());
    }

    /** A moment of chance, longer with each round, so that clients do not come back all at once. */
    private void pause(int attempt, long end) {
        int round = 1 + attempt / brokers.size();
        long bound = Math.min(LONGEST_PAUSE.toNanos(), round * TimeUnit.MILLISECONDS.toNanos(5));
        LockSupport.parkNanos(
                Math.min(ThreadLocalRandom.current().nextLong(bound) + 1, Math.max(end - System.nanoTime(), 1)));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
