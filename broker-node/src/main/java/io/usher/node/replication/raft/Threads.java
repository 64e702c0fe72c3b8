package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of replication, beside those of Ratis. */
final class Threads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    /** Batches under way are few; the rest of the room is for bursts of reads. */
    private static final int REPLY_QUEUE = 65_536;

    private static final int EVENT_QUEUE = 4096;

    private static final long CLOSE_SECONDS = 2;

    /** One for each repeated task, so that a slow disk or connection holds up nothing else. */
    private static final int TIMER_THREADS = 6;

    /** More questions than that are never open: the group is small, and a broker that hangs is asked again later. */
    private static final int VOTE_THREADS = 16;

    private final ExecutorService replies;
    private final ExecutorService leadership;
    private final ExecutorService snapshots;
    private final ExecutorService votes;
    private final ScheduledThreadPoolExecutor timer;
    private final Queue<Future<?>> repeated = new ConcurrentLinkedQueue<>();

    /** Named after site and broker: one process may run the brokers of several sites. */
    Threads(SiteId site, BrokerId self) {
        String broker = site + "/" + self;
        int replyThreads = Math.min(4, Runtime.getRuntime().availableProcessors());
        replies = new ThreadPoolExecutor(
                replyThreads,
                replyThreads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(REPLY_QUEUE),
                named(broker + "-reply"),
                // An answer is never dropped: whoever brings it delivers it when everybody is busy.
                new ThreadPoolExecutor.CallerRunsPolicy());
        leadership = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(EVENT_QUEUE), named(broker + "-leadership"));
        snapshots = new ThreadPoolExecutor(
                0, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1), named(broker + "-snapshot"));
        votes = new ThreadPoolExecutor(
                0, VOTE_THREADS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), named(broker + "-votes"));
        timer = new ScheduledThreadPoolExecutor(TIMER_THREADS, named(broker + "-replication-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger last = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + last.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    Executor replies() {
        return replies;
    }

    Executor leadership() {
        return leadership;
    }

    Executor snapshots() {
        return snapshots;
    }

    /** Runs what waits for another broker's vote; refuses when too many wait. */
    ExecutorService votes() {
        return votes;
    }

    /** Runs a task again and again until the close; the task must not throw. */
    void repeat(Runnable task, Duration pause) {
        repeated.add(timer.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Runs a task once, soon; not at all after the close. The task must not throw. */
    void soon(Runnable task) {
        try {
            timer.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("replication has ended", e);
        }
    }

    /** Ends what is repeated. */
    void stopTimer() {
        repeated.forEach(task -> task.cancel(false));
        timer.shutdownNow();
    }

    @Override
    public void close() {
        stopTimer();
        snapshots.shutdownNow();
        votes.shutdownNow();
        // The end of a term is told, and answers that are there are delivered.
        leadership.shutdown();
        replies.shutdown();
        try {
            if (!leadership.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                leadership.shutdownNow();
            }
        } catch (InterruptedException e) {
            leadership.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
