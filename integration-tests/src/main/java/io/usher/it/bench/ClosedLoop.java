package io.usher.it.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a fixed number of calls under way: whoever is answered asks again. */
final class ClosedLoop {

    private static final long STRAGGLERS_SECONDS = 30;

    private final Target target;
    private final Meter meter;
    private final CountDownLatch running;

    private ClosedLoop(Target target, int inFlight, Meter meter) {
        this.target = target;
        this.meter = meter;
        this.running = new CountDownLatch(inFlight);
    }

    /** Runs until the meter's time is over and every call has been answered. */
    static Measured run(Target target, int inFlight, Meter meter) throws InterruptedException {
        ClosedLoop loop = new ClosedLoop(target, inFlight, meter);
        for (int i = 0; i < inFlight; i++) {
            loop.next();
        }
        if (!loop.running.await(
                TimeUnit.NANOSECONDS.toSeconds(meter.remainingNanos()) + STRAGGLERS_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(loop.running.getCount() + " calls were never answered");
        }
        return meter.result();
    }

    private void next() {
        if (meter.remainingNanos() <= 0) {
            running.countDown();
            return;
        }
        long begun = System.nanoTime();
        target.ask(new Target.Done() {
            @Override
            public void answered() {
                meter.answered(begun);
                next();
            }

            @Override
            public void failed(Throwable cause) {
                meter.failed(cause);
                next();
            }
        });
    }
}
