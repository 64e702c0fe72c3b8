package io.usher.node;

import io.usher.core.model.SiteId;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a broker beside those of Ratis and gRPC. What waits for them is bounded; beyond that, whoever brings
 * work does it.
 *
 * @param timer runs duties and whatever else comes again; nothing on it blocks
 * @param wakeups wakes the readers of the feed, in order
 * @param signing signs tickets, the most costly part of an assignment
 * @param disk looks at the disk for status calls, and may have to wait for it
 * @param probes looks whether another broker is alive, and may have to wait for the network
 */
record NodeThreads(
        ScheduledExecutorService timer,
        ExecutorService wakeups,
        ExecutorService signing,
        ExecutorService disk,
        ExecutorService probes)
        implements AutoCloseable {

    /** A wake-up for all readers of the feed, and a turn for each watch. */
    private static final int WAKEUPS_WAITING = 8_192;
    /** As many as calls may be under way. */
    private static final int SIGNATURES_WAITING = 16_384;
    /** Status calls are few. */
    private static final int LOOKS_WAITING = 64;

    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);

    /** @param site is in their names, since one process may run the brokers of several */
    static NodeThreads start(SiteId site) {
        String prefix = site + "/";
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2, named(prefix + "duties"));
        timer.setRemoveOnCancelPolicy(true);
        return new NodeThreads(
                timer,
                pool(1, WAKEUPS_WAITING, prefix + "feed"),
                pool(Runtime.getRuntime().availableProcessors(), SIGNATURES_WAITING, prefix + "tickets"),
                pool(1, LOOKS_WAITING, prefix + "disk"),
                pool(1, LOOKS_WAITING, prefix + "probe"));
    }

    /** Does something again and again until the close. */
    void repeat(Duration pause, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                // An exception would end the repetition for good; the next time looks at everything anew.
                LOG.error("something that comes again failed this time", e);
            }
        };
        var unused = timer.scheduleWithFixedDelay(guarded, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ExecutorService pool(int threads, int waiting, String name) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(waiting),
                named(name),
                new ThreadPoolExecutor.CallerRunsPolicy());
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
        disk.shutdownNow();
        probes.shutdownNow();
    }
}
