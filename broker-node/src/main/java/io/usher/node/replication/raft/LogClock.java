package io.usher.node.replication.raft;

import io.usher.core.model.LogTime;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Stamps entries on the primary. Log time passes as real time does, whatever happens to the clocks of machines: a clock
 * that is set, or a new primary whose clock is ahead, must not end leases before hosts could know
 * ({@code SteadyLogTime} in {@code broker-core/src/tla}). So a broker that has followed another primary goes on from
 * the last entry it applied, by its own monotonic time and at most a little faster; only a site that starts again as a
 * whole takes over the time of the wall clock. Thread-safe.
 */
final class LogClock {

    /** What a new primary may be ahead of the last entry, far below the time after which a silent host is lost. */
    private static final long SLACK_MILLIS = 500;

    /** Log time that is behind passes faster by this fraction, 5 %: half of the least margin that a site may set. */
    private static final long CATCH_UP = 20;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoTime;
    private final long startMillis;
    private final long startNanos;
    private boolean following;
    private boolean anchored;
    private long anchorMillis;
    private long anchorNanos;

    LogClock(InstantSource wall, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startMillis = Math.max(0, wall.millis());
        this.startNanos = nanoTime.getAsLong();
    }

    /** Another broker leads: what is applied from now on tells the time of the site. */
    synchronized void followsAnother() {
        following = true;
    }

    /** An entry with this time was applied. Entries of this broker's own lead tell nothing new. */
    synchronized void applied(LogTime time) {
        if (following) {
            anchored = true;
            anchorMillis = time.epochMillis();
            anchorNanos = nanoTime.getAsLong();
        }
    }

    /** The time to stamp at present; this broker leads. May lag behind the last entry: the core never goes back. */
    synchronized LogTime now() {
        following = false;
        return reading();
    }

    /** The same for somebody who only wants to know. */
    synchronized LogTime reading() {
        long here = startMillis + millisSince(startNanos);
        if (!anchored) {
            return new LogTime(here);
        }
        long passed = millisSince(anchorNanos);
        return new LogTime(Math.min(here, anchorMillis + passed + passed / CATCH_UP + SLACK_MILLIS));
    }

    private long millisSince(long nanos) {
        return (nanoTime.getAsLong() - nanos) / NANOS_PER_MILLI;
    }
}
