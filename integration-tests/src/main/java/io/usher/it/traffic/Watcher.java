package io.usher.it.traffic;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.usher.it.client.UsherClient;
import io.usher.it.history.WatchRecord;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.WatchSessionsRequest;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches all sessions and goes on at another broker from where it was when a stream ends. Thread-safe. */
public final class Watcher implements AutoCloseable {

    private final String name;
    private final UsherClient client;
    private final List<String> brokers;
    private final long after;
    private final List<WatchSessionsResponse> shown = new ArrayList<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final Thread thread;
    private long seen;

    /**
     * Begins to watch.
     *
     * @param brokers ids of brokers, in the order in which they are tried
     * @param after revision after which changes are wanted, at least 1
     */
    public Watcher(String name, UsherClient client, List<String> brokers, long after) {
        this.name = name;
        this.client = client;
        this.brokers = List.copyOf(brokers);
        this.after = after;
        this.seen = after;
        thread = new Thread(context.wrap(this::watch), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        for (int turn = 0; !context.isCancelled(); turn++) {
            streams.incrementAndGet();
            try {
                Iterator<WatchSessionsResponse> stream = SessionServiceGrpc.newBlockingStub(
                                client.channel(brokers.get(turn % brokers.size())))
                        .watchSessions(WatchSessionsRequest.newBuilder()
                                .setAfterRevision(seen())
                                .build());
                stream.forEachRemaining(this::shown);
            } catch (StatusRuntimeException e) {
                // The broker went away, or this was closed: the next turn goes on at the next broker.
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private synchronized void shown(WatchSessionsResponse response) {
        shown.add(response);
        seen = Math.max(seen, response.getHeader().getRevision());
    }

    /** The latest revision that it was shown. */
    public synchronized long seen() {
        return seen;
    }

    /** How many streams it took so far. */
    public int streams() {
        return streams.get();
    }

    /** What it was shown so far. */
    public synchronized WatchRecord record() {
        return new WatchRecord(name, after, shown);
    }

    @Override
    public void close() {
        context.cancel(null);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
