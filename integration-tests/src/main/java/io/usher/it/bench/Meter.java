package io.usher.it.bench;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what is answered between two moments and how long it took. Thread-safe. */
final class Meter {

    private static final int DIGITS = 3;

    private final long from;
    private final long until;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Histogram latency = new ConcurrentHistogram(DIGITS);

    /**
     * Measures a stretch of time that begins in a while.
     *
     * @param warmUp time until it begins
     * @param measured how long it is
     */
    Meter(Duration warmUp, Duration measured) {
        from = System.nanoTime() + warmUp.toNanos();
        until = from + measured.toNanos();
        latency.setAutoResize(true);
    }

    /** Time until the measured stretch is over; not positive afterwards. */
    long remainingNanos() {
        return until - System.nanoTime();
    }

    /** Time until the measured stretch begins; not positive afterwards. */
    long untilBeginNanos() {
        return from - System.nanoTime();
    }

    /** A call that was begun at that moment has been answered now. */
    void answered(long begun) {
        long now = System.nanoTime();
        if (now - from >= 0 && now - until < 0) {
            answered.increment();
            latency.recordValue(Math.max(0, (now - begun) / 1000));
        }
    }

    void failed(Throwable cause) {
        failed.increment();
        if (failures.isEmpty()) {
            failures.add(cause.toString());
        }
    }

    Measured result() {
        return new Measured(
                answered.sum(),
                failed.sum(),
                failures.stream().findFirst().orElse(""),
                Duration.ofNanos(until - from),
                latency.copy());
    }
}
