package io.usher.it.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.usher.it.client.Endpoint;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Assignments that are asked for without waiting for each other. One that gets no answer is asked again at another
 * broker with the same request id, as every client should, until its time is up. Thread-safe.
 */
public final class Prober implements AutoCloseable {

    /** Whom a probe asks first. */
    public enum First {
        /** The broker that answered last, as a client does that has only one connection. */
        PREFERRED,
        /** Each in turn, as many clients do together: what is measured is the site and not the patience of a client. */
        IN_TURN
    }

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(5);

    private final UsherSite site;
    private final Duration limit;
    private final First first;
    private final List<ManagedChannel> brokers;
    private final AtomicInteger preferred = new AtomicInteger();
    private final ConcurrentSkipListSet<Long> answers = new ConcurrentSkipListSet<>();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong askedAgain = new AtomicLong();
    private final Phaser open = new Phaser(1);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "prober");
        thread.setDaemon(true);
        return thread;
    });

    /** @param limit how long a probe is asked again until it is given up */
    public Prober(UsherSite site, Duration limit, First first) {
        this.site = site;
        this.limit = limit;
        this.first = first;
        this.brokers = site.endpoints().stream()
                .map(Endpoint::address)
                .map(address -> NettyChannelBuilder.forTarget(address)
                        .usePlaintext()
                        .disableRetry()
                        .build())
                .map(ManagedChannel.class::cast)
                .toList();
    }

    /** Begins one more. */
    public void probe() {
        open.register();
        if (first == First.IN_TURN) {
            preferred.updateAndGet(this::next);
        }
        ask(preferred.get(), site.assignment(), System.nanoTime() + limit.toNanos());
    }

    private int next(int broker) {
        return (broker + 1) % brokers.size();
    }

    private void ask(int broker, AssignSessionRequest request, long end) {
        long patience = Math.min(PATIENCE.toNanos(), end - System.nanoTime());
        if (patience <= 0) {
            lost.incrementAndGet();
            open.arriveAndDeregister();
            return;
        }
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(patience, TimeUnit.NANOSECONDS);
        ClientCalls.asyncUnaryCall(
                brokers.get(broker).newCall(SessionServiceGrpc.getAssignSessionMethod(), options),
                request,
                new StreamObserver<AssignSessionResponse>() {
                    @Override
                    public void onNext(AssignSessionResponse answer) {
                        answers.add(System.nanoTime());
                    }

                    @Override
                    public void onError(Throwable cause) {
                        askedAgain.incrementAndGet();
                        preferred.compareAndSet(broker, next(broker));
                        int other = first == First.IN_TURN ? next(broker) : preferred.get();
                        var unused = clock.schedule(
                                () -> ask(other, request, end), BEFORE_ASKING_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
                    }

                    @Override
                    public void onCompleted() {
                        open.arriveAndDeregister();
                    }
                });
    }

    /** Waits until every probe has an answer, or has run out of time. */
    public void awaitAll() throws InterruptedException {
        try {
            open.awaitAdvanceInterruptibly(open.arrive(), 2 * limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(open.getUnarrivedParties() + " probes were never answered", e);
        }
    }

    /** When answers came, in order. */
    public List<Long> answers() {
        return List.copyOf(answers);
    }

    /** Probes that never got an answer. */
    public long lost() {
        return lost.get();
    }

    /** Attempts that failed; each was followed by another at another broker while there was time. */
    public long askedAgain() {
        return askedAgain.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        brokers.forEach(ManagedChannel::shutdownNow);
    }
}
