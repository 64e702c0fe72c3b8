package io.usher.node.feed;

import io.usher.core.event.Event;
import io.usher.core.event.Event.CursorMoved;
import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.model.LogTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latest changes of the replicated state in log order. One thread publishes, as it applies; any number of readers
 * follow, each with a place of its own in one shared, bounded memory. Publishing never waits for a reader and costs the
 * same for one as for a thousand: they are woken together, on another thread, however many revisions came meanwhile.
 */
public final class EventFeed {

    private record Slot(long sequence, FeedEntry entry) {}

    private final FeedLimits limits;
    private final Executor wakeups;
    private final AtomicReferenceArray<Slot> ring;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waking = new AtomicBoolean();

    /** Sequence of the oldest slot that is kept. */
    private volatile long oldestSequence;
    /** Sequence of the slot that comes next. */
    private volatile long nextSequence;
    /** All that was published up to here is in the ring or was before. */
    private volatile FeedPosition latest = new FeedPosition(0, LogTime.ZERO);
    /** The lowest revision after which the feed can be read. */
    private volatile long floor;
    /** Events in the ring. Guarded by this. */
    private int kept;

    /**
     * An empty feed.
     *
     * @param wakeups runs the wake-up calls of readers, in order, off the publishing thread
     */
    public EventFeed(FeedLimits limits, Executor wakeups) {
        this.limits = limits;
        this.wakeups = wakeups;
        this.ring = new AtomicReferenceArray<>(limits.entries());
    }

    /**
     * Takes what one revision changed. Called once for each applied log entry, in log order, also for entries that
     * changed nothing.
     */
    public void publish(FeedEntry entry) {
        List<Event> watched =
                entry.events().stream().filter(EventFeed::isWatched).toList();
        synchronized (this) {
            if (entry.revision() <= latest.revision()) {
                throw new IllegalArgumentException(
                        "revisions must rise: expected above " + latest.revision() + ", found " + entry.revision());
            }
            if (!watched.isEmpty()) {
                append(new FeedEntry(entry.revision(), entry.time(), watched));
            }
            latest = new FeedPosition(entry.revision(), entry.time());
        }
        if (!watched.isEmpty()) {
            wakeReaders();
        }
    }

    /** Starts anew after a revision, because the state was replaced by a snapshot. Every present reader falls off. */
    public void reset(FeedPosition position) {
        synchronized (this) {
            for (long sequence = oldestSequence; sequence < nextSequence; sequence++) {
                ring.set(slot(sequence), null);
            }
            kept = 0;
            nextSequence = nextSequence + 1;
            oldestSequence = nextSequence;
            floor = position.revision();
            latest = position;
        }
        wakeReaders();
    }

    /**
     * Reads on after a revision.
     *
     * @param wakeup called when there is something to find again after {@link Subscription#next} found nothing; must
     *     return soon
     * @throws RevisionCompactedException when changes after that revision are no longer kept
     */
    public Subscription subscribe(long afterRevision, Runnable wakeup) throws RevisionCompactedException {
        Subscription subscription;
        synchronized (this) {
            if (afterRevision < floor) {
                throw new RevisionCompactedException(afterRevision, floor);
            }
            subscription = new Subscription(this, firstAfter(afterRevision), wakeup);
            subscriptions.add(subscription);
        }
        return subscription;
    }

    /** The latest revision that was published. */
    public FeedPosition latest() {
        return latest;
    }

    /** How many readers there are. */
    public int subscribers() {
        return subscriptions.size();
    }

    void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    Next at(long sequence) {
        // Read before the ring is looked at: the writer moves it last.
        FeedPosition upTo = latest;
        if (sequence < oldestSequence) {
            return new Next.FellOff(floor);
        }
        if (sequence == nextSequence) {
            return new Next.UpToDate(upTo);
        }
        Slot slot = ring.get(slot(sequence));
        return slot == null || slot.sequence() != sequence ? new Next.FellOff(floor) : new Next.Change(slot.entry());
    }

    boolean hasMoved(long sequence) {
        return sequence != nextSequence;
    }

    private synchronized void append(FeedEntry entry) {
        while (nextSequence - oldestSequence == limits.entries()
                || (nextSequence > oldestSequence && kept + entry.events().size() > limits.events())) {
            dropOldest();
        }
        ring.set(slot(nextSequence), new Slot(nextSequence, entry));
        kept += entry.events().size();
        nextSequence = nextSequence + 1;
    }

    private synchronized void dropOldest() {
        Slot dropped = ring.getAndSet(slot(oldestSequence), null);
        kept -= dropped.entry().events().size();
        floor = dropped.entry().revision();
        oldestSequence = oldestSequence + 1;
    }

    private long firstAfter(long revision) {
        long low = oldestSequence;
        long high = nextSequence;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (ring.get(slot(middle)).entry().revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(long sequence) {
        return (int) (sequence & (limits.entries() - 1));
    }

    private void wakeReaders() {
        if (!subscriptions.isEmpty() && waking.compareAndSet(false, true)) {
            wakeups.execute(() -> {
                waking.set(false);
                subscriptions.forEach(Subscription::wake);
            });
        }
    }

    /** Decisions are asked for one by one and cursors by nobody; they would push out what is watched. */
    private static boolean isWatched(Event event) {
        return !(event instanceof DecisionRecorded) && !(event instanceof CursorMoved);
    }
}
