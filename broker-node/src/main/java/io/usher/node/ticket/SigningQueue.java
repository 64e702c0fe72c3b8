package io.usher.node.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Signs whatever waits in one go and only then hands it out. The assignments of one log entry come together; their
 * answers leave together as well, so that a connection is written to once for many of them. Waits for nothing: the
 * first ticket is signed at once, what comes meanwhile is next. Holds no more than calls are under way. Thread-safe.
 */
public final class SigningQueue {
    /** Less than a millisecond of work, so that the first of a burst does not wait long for the last. */
    private static final int BURST = 32;

    private final Function<Ticket, String> signer;
    private final Executor threads;
    private final int most;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busy = new AtomicInteger();

    private record Waiting(Ticket ticket, CompletableFuture<String> text) {}

    private record Signed(Waiting waiting, String text) {}

    /**
     * Nothing waits at first.
     *
     * @param signer gives the text of a ticket; called by several threads
     * @param threads where the signing is done
     * @param most how many of the threads may sign at a time, at least 1
     */
    public SigningQueue(Function<Ticket, String> signer, Executor threads, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("expected at least one thread to sign, found " + most);
        }
        this.signer = signer;
        this.threads = threads;
        this.most = most;
    }

    /** The text of a ticket. */
    public CompletionStage<String> sign(Ticket ticket) {
        CompletableFuture<String> text = new CompletableFuture<>();
        queue.add(new Waiting(ticket, text));
        wake();
        return text;
    }

    private void wake() {
        int now = busy.get();
        while (now < most) {
            if (busy.compareAndSet(now, now + 1)) {
                threads.execute(this::work);
                return;
            }
            now = busy.get();
        }
    }

    private void work() {
        try {
            List<Signed> burst = nextBurst();
            while (!burst.isEmpty()) {
                burst.forEach(signed -> signed.waiting().text().complete(signed.text()));
                burst = nextBurst();
            }
        } finally {
            busy.decrementAndGet();
        }
        // What came between the last look and the end found everybody busy.
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private List<Signed> nextBurst() {
        List<Signed> burst = new ArrayList<>(BURST);
        while (burst.size() < BURST) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            sign(next).ifPresent(burst::add);
        }
        return burst;
    }

    private Optional<Signed> sign(Waiting waiting) {
        try {
            return Optional.of(new Signed(waiting, signer.apply(waiting.ticket())));
        } catch (RuntimeException e) {
            waiting.text().completeExceptionally(e);
            return Optional.empty();
        }
    }
}
