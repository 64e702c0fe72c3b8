package io.usher.it.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate, whether answers come or not. Latency counts from when a call was due, so a target that stalls
 * cannot hide the calls that waited.
 */
final class OpenLoop {

    private static final int MOST_UNANSWERED = 100_000;
    private static final long STRAGGLERS_SECONDS = 30;

    private OpenLoop() {}

    /** Runs until the meter's time is over and every call has been answered. */
    static Measured run(Target target, double perSecond, Meter meter) throws InterruptedException {
        Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
        double interval = 1e9 / perSecond;
        long start = System.nanoTime();
        for (long n = 0; meter.remainingNanos() > 0; n++) {
            long due = start + (long) (n * interval);
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            unanswered.acquire();
            ask(target, meter, unanswered, due);
        }
        if (!unanswered.tryAcquire(MOST_UNANSWERED, STRAGGLERS_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    MOST_UNANSWERED - unanswered.availablePermits() + " calls were never answered");
        }
        return meter.result();
    }

    private static void ask(Target target, Meter meter, Semaphore unanswered, long due) {
        target.ask(new Target.Done() {
            @Override
            public void answered() {
                unanswered.release();
                meter.answered(due);
            }

            @Override
            public void failed(Throwable cause) {
                unanswered.release();
                meter.failed(cause);
            }
        });
    }
}
