package io.usher.it.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Load before anything is measured. A fresh JVM is many times slower than one that has compiled its code, and how long
 * that takes depends on the machine, so it goes on until the rate grows no more.
 */
final class WarmUp {

    private static final Duration STRETCH = Duration.ofSeconds(10);
    /** A stretch that brings less than this more is not a step forward. */
    private static final double STEP = 1.03;
    /** Stretches without a step forward. The compilers of three JVMs share the processors with the load: rates dip. */
    private static final int STEADY = 6;

    private final Duration limit;
    private final Consumer<String> progress;

    /** @param limit ends the warm-up, steady or not */
    WarmUp(Duration limit, Consumer<String> progress) {
        this.limit = limit;
        this.progress = progress;
    }

    /** Runs until the target is steady or the time is over. */
    void run(Target target, int inFlight) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        double best = 0;
        int steady = 0;
        while (steady < STEADY && System.nanoTime() - end < 0) {
            double rate = ClosedLoop.run(target, inFlight, new Meter(Duration.ZERO, STRETCH))
                    .rate();
            steady = rate > best * STEP ? 0 : steady + 1;
            best = Math.max(best, rate);
            progress.accept(String.format(Locale.ROOT, "warming up: %,.0f/s", rate));
        }
        progress.accept(steady < STEADY ? "not steady within " + limit + ", measuring all the same" : "steady");
    }
}
