package io.usher.node.replication;

import java.time.Duration;

/**
 * A moment on this machine's monotonic clock.
 *
 * @param nanoTime as {@link System#nanoTime()}; comparable by difference only
 */
public record Deadline(long nanoTime) {

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Time left; negative when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    public boolean isOver() {
        return nanoTime - System.nanoTime() <= 0;
    }
}
