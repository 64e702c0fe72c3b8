package io.usher.core.model;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A place in the queue for a resource. Everybody's first place comes before anybody's second one, and so on; within
 * that, who came first goes first.
 *
 * @param turn how many places the same user had when this one was taken, from 0
 * @param request the request that asked for it
 */
public record QueueEntry(QueueEntryId id, Wish wish, int turn, QueueTimes times, Optional<RequestId> request)
        implements Comparable<QueueEntry> {

    private static final Comparator<QueueEntry> FIRST_PLACES_FIRST =
            Comparator.comparingInt(QueueEntry::turn).thenComparing(QueueEntry::id);

    public UserName user() {
        return wish.user();
    }

    public ResourceId resource() {
        return wish.resource();
    }

    /** The client is still there. */
    public QueueEntry renewed(LogTime now) {
        return with(new QueueTimes(times.since(), times.deadline(), now.plus(QueueTimes.LEASE)));
    }

    /** The client asks again and may wait so long from now on. */
    public QueueEntry prolonged(LogTime now, Duration wait) {
        return with(new QueueTimes(times.since(), now.plus(wait), now.plus(QueueTimes.LEASE)));
    }

    private QueueEntry with(QueueTimes other) {
        return new QueueEntry(id, wish, turn, other, request);
    }

    @Override
    public int compareTo(QueueEntry other) {
        return FIRST_PLACES_FIRST.compare(this, other);
    }
}
