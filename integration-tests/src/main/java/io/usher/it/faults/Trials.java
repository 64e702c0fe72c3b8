package io.usher.it.faults;

import io.usher.it.bench.UsherSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One fault again and again on one site. */
final class Trials {

    /** Time in which calls are counted, before the fault and after it; nothing is waited for. */
    private static final Duration BEFORE = Duration.ofMillis(500);

    private static final Duration AFTER = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofMillis(60);
    private static final Duration STEADY_LIMIT = Duration.ofMinutes(2);

    private final UsherSite site;
    private final Consumer<String> progress;

    Trials(UsherSite site, Consumer<String> progress) {
        this.site = site;
        this.progress = progress;
    }

    List<Trial> run(FaultKind kind, int count) throws InterruptedException {
        Fault fault = kind.on(site);
        try {
            List<Trial> trials = again(fault, kind, count);
            site.awaitAllCaughtUp();
            return trials;
        } finally {
            fault.close();
        }
    }

    private List<Trial> again(Fault fault, FaultKind kind, int count) throws InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            site.awaitAllCaughtUp();
            awaitSteady();
            Trial trial = once(fault);
            trials.add(trial);
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s, %d of %d: %.0f ms, %d failed, %d asked again",
                    kind.title(),
                    number,
                    count,
                    trial.pauseMillis(),
                    trial.failed(),
                    trial.askedAgain()));
        }
        return trials;
    }

    /**
     * A JVM that has just begun is slow for a while, and a processor that starts it is busy: neither is the fault's.
     */
    private void awaitSteady() throws InterruptedException {
        long end = System.nanoTime() + STEADY_LIMIT.toNanos();
        Trial last;
        do {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("brokers that nothing happens to must answer within " + STEADY
                        + "; is the machine busy otherwise?");
            }
            last = once(new NoFault());
        } while (last.pause().compareTo(STEADY) > 0 || last.askedAgain() > 0);
    }

    private Trial once(Fault fault) throws InterruptedException {
        fault.prepare();
        try (Pulse pulse = Pulse.start(site)) {
            Thread.sleep(BEFORE.toMillis());
            long struck = System.nanoTime();
            fault.strike();
            fault.awaitEnd();
            Thread.sleep(AFTER.toMillis());
            return pulse.stop(struck);
        } finally {
            fault.undo();
        }
    }
}
