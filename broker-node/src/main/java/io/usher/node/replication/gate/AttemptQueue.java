package io.usher.node.replication.gate;

import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.codec.LogEntryCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** Attempts that wait for their turn, bounded by count and bytes. Thread-safe. */
final class AttemptQueue {

    private final BatchSettings settings;
    private final Executor replies;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private long bytes;

    /** @param replies where attempts are failed whose deadline is over, so that nobody's code runs under a lock */
    AttemptQueue(BatchSettings settings, Executor replies) {
        this.settings = settings;
        this.replies = replies;
    }

    /** Puts an attempt at the end; false when the queue is full. */
    synchronized boolean offer(Attempt attempt) {
        int size = size(attempt);
        if (waiting.size() >= settings.queueCommands() || bytes + size > settings.queueBytes()) {
            return false;
        }
        waiting.add(attempt);
        bytes += size;
        return true;
    }

    /**
     * Takes the next batch out. Attempts whose deadline is over are failed on the way: they never enter the log.
     *
     * @return empty when nothing waits
     */
    List<Attempt> takeBatch() {
        List<Attempt> expired = new ArrayList<>();
        List<Attempt> batch = takeBatch(expired);
        if (!expired.isEmpty()) {
            replies.execute(() -> expired.forEach(attempt -> attempt.fail(AttemptFailure.EXPIRED)));
        }
        return batch;
    }

    private synchronized List<Attempt> takeBatch(List<Attempt> expired) {
        List<Attempt> batch = new ArrayList<>(Math.min(waiting.size(), settings.maxCommands()));
        int batchBytes = 0;
        while (!waiting.isEmpty() && batch.size() < settings.maxCommands()) {
            Attempt next = waiting.element();
            int size = size(next);
            // A command that is larger than an entry may be goes alone; how large it may be is checked at the door.
            if (!batch.isEmpty() && batchBytes + size > settings.maxBytes()) {
                break;
            }
            waiting.remove();
            bytes -= size;
            if (next.deadline().isOver()) {
                expired.add(next);
            } else if (next.take()) {
                batch.add(next);
                batchBytes += size;
            }
        }
        return batch;
    }

    /** Takes everything out. */
    synchronized List<Attempt> drain() {
        List<Attempt> all = new ArrayList<>(waiting);
        waiting.clear();
        bytes = 0;
        return all;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private static int size(Attempt attempt) {
        return LogEntryCodec.sizeInEntry(attempt.envelope());
    }
}
