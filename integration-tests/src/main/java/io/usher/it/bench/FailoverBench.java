package io.usher.it.bench;

import io.usher.it.cluster.BrokerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Kills the primary again and again while a client asks every 2.5 ms, and measures how long nobody was answered. A
 * probe is one assignment with one request id, asked again at another broker when there is no answer.
 */
final class FailoverBench {

    private static final Duration INTERVAL = Duration.ofNanos(2_500_000);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(15);
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration AFTER = Duration.ofSeconds(3);
    private final UsherSite site;

    FailoverBench(UsherSite site) {
        this.site = site;
    }

    List<Pause> run(int kills, Consumer<String> progress) throws InterruptedException {
        List<Pause> pauses = new ArrayList<>();
        for (int i = 1; i <= kills; i++) {
            site.awaitAllCaughtUp();
            Pause pause = once();
            pauses.add(pause);
            progress.accept("kill " + i + " of " + kills + ": " + pause.length().toMillis() + " ms");
        }
        site.awaitAllCaughtUp();
        return pauses;
    }

    private Pause once() throws InterruptedException {
        BrokerProcess primary = site.cluster().awaitPrimary();
        long start = System.nanoTime();
        long kill = start + BEFORE.toNanos();
        long killed = 0;
        try (Prober prober = new Prober(site, PROBE_LIMIT, Prober.First.PREFERRED)) {
            for (long due = start; due < kill + AFTER.toNanos(); due += INTERVAL.toNanos()) {
                while (due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                if (killed == 0 && due - kill >= 0) {
                    killed = System.nanoTime();
                    primary.kill();
                }
                prober.probe();
            }
            prober.awaitAll();
            primary.start();
            return new Pause(longestSilence(prober.answers(), killed), prober.lost());
        }
    }

    /** The longest time without an answer that ended after the kill. */
    private static Duration longestSilence(List<Long> answers, long killed) {
        long longest = 0;
        for (int i = 1; i < answers.size(); i++) {
            if (answers.get(i) - killed > 0) {
                longest = Math.max(longest, answers.get(i) - answers.get(i - 1));
            }
        }
        return Duration.ofNanos(longest);
    }
}
