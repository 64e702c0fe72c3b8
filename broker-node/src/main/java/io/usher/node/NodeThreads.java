package io.usher.node;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a broker beside those of Ratis and gRPC.
 *
 * @param timer runs duties and whatever else comes again; nothing on it blocks
 * @param wakeups wakes the readers of the feed, in order
 * @param signing signs tickets, the only work of an assignment that is worth a core
 */
record NodeThreads(ScheduledExecutorService timer, ExecutorService wakeups, ExecutorService signing)
        implements AutoCloseable {

    static NodeThreads start() {
        return new NodeThreads(
                Executors.newScheduledThreadPool(2, named("duties")),
                Executors.newSingleThreadExecutor(named("feed")),
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), named("tickets")));
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        wakeups.shutdown();
        signing.shutdown();
    }
}
