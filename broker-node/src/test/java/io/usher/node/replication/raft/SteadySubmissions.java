package io.usher.node.replication.raft;

import io.usher.core.command.ExpireLeases;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Commands without a break, at every broker in turn, and what went wrong with them. */
final class SteadySubmissions implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<Replication> brokers;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::work, "steady-submissions");
    private volatile boolean stopped;

    SteadySubmissions(List<Replication> brokers) {
        this.brokers = List.copyOf(brokers);
        thread.start();
    }

    private void work() {
        for (int round = 0; !stopped; round++) {
            try {
                TestSite.join(brokers.get(round % brokers.size())
                        .submit(new Submission(
                                new ExpireLeases(1), Optional.empty(), Deadline.after(TestSite.TEN_SECONDS))));
            } catch (CompletionException e) {
                failures.add(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Ends, and tells what failed. */
    List<Throwable> stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        stop();
    }
}
