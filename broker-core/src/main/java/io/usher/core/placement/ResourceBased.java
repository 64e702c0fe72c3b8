package io.usher.core.placement;

import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.Load;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import java.util.List;

/**
 * The lowest sum of the ratios in use, each times its counter's weight, over the host's weight. A seat that the load
 * report does not cover yet is taken to cost its even share of the host's memory and processor, so that a storm of
 * logons does not land on the host that looked idle in its last report.
 */
final class ResourceBased implements PlacementMethod {

    private static final long PERMILLE_TO_MILLIONTHS = 1_000;
    // Less memory than this is no machine but a wrong report; also keeps the scaled total above zero.
    private static final long LEAST_MEMORY_BYTES = 1L << 20;

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        Counters counters = settings.counters();
        Load load = eligible.host().status().load();
        long inFlight = eligible.inFlight() * ScoreTerms.ONE / eligible.maxSessions();
        long sessions = eligible.taken() * ScoreTerms.ONE / eligible.maxSessions();
        long memory = memory(load) + inFlight;
        long cpu = load.cpuPermille() * PERMILLE_TO_MILLIONTHS + inFlight;
        CounterWeights weights = counters.weights();
        return new ScoreTerms(
                counters.sessions() ? weighted(sessions, weights.sessionsWeight()) : 0,
                counters.memory() ? weighted(memory, weights.memoryWeight()) : 0,
                counters.cpu() ? weighted(cpu, weights.cpuWeight()) : 0,
                counters.custom().isEmpty() ? 0 : custom(counters.custom(), load, inFlight),
                eligible.weight());
    }

    /** A host that does not report a counter is taken for full: one that nobody measures must not draw everybody. */
    private static long custom(List<CustomCounter> counters, Load load, long inFlight) {
        long sum = 0;
        for (CustomCounter counter : counters) {
            sum += weighted(load.custom(counter.name()) * PERMILLE_TO_MILLIONTHS + inFlight, counter.weight());
        }
        return sum;
    }

    private static long weighted(long ratio, int weight) {
        return ratio * weight / CounterWeights.DEFAULT_WEIGHT;
    }

    private static long memory(Load load) {
        if (load.memoryTotalBytes() < LEAST_MEMORY_BYTES) {
            return 0;
        }
        // In KiB, so that the product stays below 2^63 for up to 1 PiB.
        return (load.memoryUsedBytes() >> 10) * ScoreTerms.ONE / (load.memoryTotalBytes() >> 10);
    }
}
