package io.usher.node.feed;

import java.util.concurrent.atomic.AtomicBoolean;

/** One reader's place in the feed. Thread-safe; what is found goes to whoever asked. */
public final class Subscription implements AutoCloseable {

    private final EventFeed feed;
    private final Runnable wakeup;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private long sequence;

    Subscription(EventFeed feed, long sequence, Runnable wakeup) {
        this.feed = feed;
        this.sequence = sequence;
        this.wakeup = wakeup;
    }

    /** What comes next. After {@link Next.UpToDate} the reader is woken when there is more. */
    public synchronized Next next() {
        Next next = feed.at(sequence);
        if (next instanceof Next.Change) {
            sequence++;
        } else if (next instanceof Next.UpToDate) {
            waiting.set(true);
            // The writer may have come in between and found nobody waiting.
            if (feed.hasMoved(sequence) && waiting.compareAndSet(true, false)) {
                return next();
            }
        }
        return next;
    }

    void wake() {
        if (waiting.compareAndSet(true, false)) {
            wakeup.run();
        }
    }

    @Override
    public void close() {
        feed.leave(this);
    }
}
