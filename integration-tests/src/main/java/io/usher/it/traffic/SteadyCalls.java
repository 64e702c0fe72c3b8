package io.usher.it.traffic;

import io.grpc.StatusRuntimeException;
import io.usher.it.client.Endpoint;
import io.usher.it.client.UsherClient;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.DeletePoolRequest;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that write and read without a break, each at one broker alone. They never ask twice, so whatever a broker
 * does not answer within the deadline of an ordinary call is a failed call. A read that misses the write before it is
 * one, too.
 */
public final class SteadyCalls implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final UsherClient client;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong longestWrite = new AtomicLong();
    private final AtomicLong longestRead = new AtomicLong();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** Starts one client for each broker. */
    public SteadyCalls(UsherClient client, List<Endpoint> brokers) {
        this.client = client;
        brokers.forEach(this::add);
    }

    /** Starts another one. */
    public void add(Endpoint broker) {
        client.add(broker);
        String prefix = "steady" + CLIENTS.incrementAndGet() + "-";
        Thread thread = new Thread(() -> work(broker.broker(), prefix), "steady-" + broker.broker());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Has the clients of a broker end their calls and ask it no more. */
    public void leave(String broker) {
        left.add(broker);
        threads.stream()
                .filter(thread -> thread.getName().equals("steady-" + broker))
                .forEach(SteadyCalls::join);
    }

    /** Has clients ask a broker again that was left. */
    public void comeBack(Endpoint broker) {
        left.remove(broker.broker());
        add(broker);
    }

    private void work(String broker, String prefix) {
        for (int round = 1; !stopped && !left.contains(broker); round++) {
            try {
                use(broker, prefix + round);
            } catch (StatusRuntimeException e) {
                failures.add(broker + ": " + e.getStatus());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** A pool comes, is there, and goes. */
    private void use(String broker, String pool) {
        timed(
                longestWrite,
                () -> client.once(
                        broker,
                        PoolServiceGrpc.getCreatePoolMethod(),
                        CreatePoolRequest.newBuilder()
                                .setPoolId(pool)
                                .setPool(Pool.getDefaultInstance())
                                .setRequestId(Farm.newRequestId())
                                .build(),
                        DEADLINE.toNanos()));
        timed(
                longestRead,
                () -> client.once(
                        broker,
                        PoolServiceGrpc.getGetPoolMethod(),
                        GetPoolRequest.newBuilder().setName("pools/" + pool).build(),
                        DEADLINE.toNanos()));
        timed(
                longestWrite,
                () -> client.once(
                        broker,
                        PoolServiceGrpc.getDeletePoolMethod(),
                        DeletePoolRequest.newBuilder()
                                .setName("pools/" + pool)
                                .setRequestId(Farm.newRequestId())
                                .build(),
                        DEADLINE.toNanos()));
    }

    private void timed(AtomicLong longest, Runnable call) {
        long begin = System.nanoTime();
        call.run();
        longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        answered.incrementAndGet();
    }

    /** What went wrong. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Calls that were answered. */
    public long answered() {
        return answered.get();
    }

    /** The longest calls since this was asked for last. */
    public Longest longest() {
        return new Longest(Duration.ofNanos(longestWrite.getAndSet(0)), Duration.ofNanos(longestRead.getAndSet(0)));
    }

    /**
     * The longest calls of a time.
     *
     * @param write that was answered
     * @param read that was answered
     */
    public record Longest(Duration write, Duration read) {

        @Override
        public String toString() {
            return write.toMillis() + "/" + read.toMillis() + " ms";
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(SteadyCalls::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
