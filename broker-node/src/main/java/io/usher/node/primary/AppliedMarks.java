package io.usher.node.primary;

import io.usher.core.model.LogPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** What this primary had applied at some moments of the last time. Bounded. Not thread-safe. */
final class AppliedMarks {

    private static final int MAX_MARKS = 16_384;

    private record Mark(long nanoTime, LogPosition applied) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    /**
     * Takes what has been applied by now.
     *
     * @param keep marks older than that are forgotten, except the last one, which is the answer for all times until the
     *     next
     */
    void add(long now, LogPosition applied, Duration keep) {
        marks.addLast(new Mark(now, applied));
        long needed = now - keep.toNanos();
        while (marks.size() > MAX_MARKS || (marks.size() > 1 && second().nanoTime() - needed < 0)) {
            marks.removeFirst();
        }
    }

    /** What had certainly been applied by then; nothing when no mark is that old. */
    LogPosition appliedBy(long nanoTime) {
        LogPosition applied = LogPosition.NONE;
        for (Mark mark : marks) {
            if (mark.nanoTime() - nanoTime > 0) {
                break;
            }
            applied = mark.applied();
        }
        return applied;
    }

    /** The moment of the first mark that shows the position as applied, or the other moment when none does. */
    long knownSince(LogPosition position, long otherwise) {
        for (Mark mark : marks) {
            if (mark.applied().compareTo(position) >= 0) {
                return mark.nanoTime();
            }
        }
        return otherwise;
    }

    private Mark second() {
        Iterator<Mark> iterator = marks.iterator();
        iterator.next();
        return iterator.next();
    }
}
