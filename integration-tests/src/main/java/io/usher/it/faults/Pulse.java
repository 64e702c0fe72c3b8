package io.usher.it.faults;

import io.usher.it.bench.Prober;
import io.usher.it.bench.UsherSite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks for an assignment every 2.5 ms, whatever else happens, until it is stopped. */
final class Pulse implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofNanos(2_500_000);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(15);

    private final Prober prober;
    private final Thread thread = new Thread(this::beat, "pulse");
    private volatile boolean stopped;

    private Pulse(UsherSite site) {
        prober = new Prober(site, PROBE_LIMIT, Prober.First.IN_TURN);
        thread.setDaemon(true);
    }

    static Pulse start(UsherSite site) {
        Pulse pulse = new Pulse(site);
        pulse.thread.start();
        return pulse;
    }

    private void beat() {
        for (long due = System.nanoTime(); !stopped; due += INTERVAL.toNanos()) {
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            prober.probe();
        }
    }

    /** Asks no more, and waits until everything is answered or given up. */
    Trial stop(long struck) throws InterruptedException {
        stopped = true;
        thread.join();
        prober.awaitAll();
        return new Trial(longestSilence(prober.answers(), struck), prober.lost(), prober.askedAgain());
    }

    /** The longest time without an answer that ended after the fault. */
    static Duration longestSilence(List<Long> answers, long struck) {
        long longest = 0;
        for (int i = 1; i < answers.size(); i++) {
            if (answers.get(i) - struck > 0) {
                longest = Math.max(longest, answers.get(i) - answers.get(i - 1));
            }
        }
        return Duration.ofNanos(longest);
    }

    @Override
    public void close() {
        stopped = true;
        prober.close();
    }
}
