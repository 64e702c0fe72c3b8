package io.usher.core.placement;

import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.Load;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import java.util.List;
import java.util.OptionalInt;

/**
 * The lowest sum of the ratios in use, each times its counter's weight, over the host's weight. A seat that the load
 * report does not cover yet is taken to cost what the covered ones cost on average, so that a storm of logons does not
 * land on the host that looked idle in its last report. What they cost is guessed as an even share of the host's memory
 * and processor as long as few are covered, and always where the report does not tell how many had just begun.
 */
final class ResourceBased implements PlacementMethod {

    private static final long PERMILLE_TO_MILLIONTHS = 1_000;
    /** Covered seats that outweigh the guess: fewer would make a single session that is busy count for many. */
    private static final long SEATS_OF_GUESS = 4;
    /** Most that a seat is taken to cost, in even shares: what the host does besides its sessions is not theirs. */
    private static final long MOST_SHARES = 4;

    private static final long MILLISEATS = 1_000;
    // Less memory than this is no machine but a wrong report; also keeps the scaled total above zero.
    private static final long LEAST_MEMORY_BYTES = 1L << 20;

    @Override
    public ScoreTerms terms(Candidate eligible, PoolSettings settings) {
        Counters counters = settings.counters();
        Load load = eligible.host().status().load();
        long sessions = eligible.taken() * ScoreTerms.ONE / eligible.maxSessions();
        long memory = withUncovered(memory(load), eligible);
        long cpu = withUncovered(load.cpuPermille() * PERMILLE_TO_MILLIONTHS, eligible);
        CounterWeights weights = counters.weights();
        return new ScoreTerms(
                counters.sessions() ? weighted(sessions, weights.sessionsWeight()) : 0,
                counters.memory() ? weighted(memory, weights.memoryWeight()) : 0,
                counters.cpu() ? weighted(cpu, weights.cpuWeight()) : 0,
                counters.custom().isEmpty() ? 0 : custom(counters.custom(), eligible),
                eligible.weight());
    }

    /** A counter as it will be when every session that has a seat takes what it will take, in millionths. */
    private static long withUncovered(long measured, Candidate host) {
        OptionalInt starting = host.host().status().load().startingMilliseats();
        if (starting.isEmpty()) {
            return measured + host.inFlight() * ScoreTerms.ONE / host.maxSessions();
        }
        long uncovered = host.inFlight() * MILLISEATS + starting.getAsInt();
        long covered = Math.max(0, host.taken() * MILLISEATS - uncovered);
        long guess = SEATS_OF_GUESS * ScoreTerms.ONE / host.maxSessions();
        long most = uncovered * MOST_SHARES * ScoreTerms.ONE / host.maxSessions() / MILLISEATS;
        long more = Math.min(most, uncovered * (measured + guess) / (covered + SEATS_OF_GUESS * MILLISEATS));
        return measured + more <= ScoreTerms.ONE ? measured + more : beyondFull(measured, more, uncovered, host);
    }

    /**
     * A counter that is full does not show what its sessions would take, so that nothing is learned from it: seats
     * beyond cost their even share.
     */
    private static long beyondFull(long measured, long more, long uncovered, Candidate host) {
        long fitting = (ScoreTerms.ONE - measured) * uncovered / more;
        return ScoreTerms.ONE + (uncovered - fitting) * ScoreTerms.ONE / host.maxSessions() / MILLISEATS;
    }

    /** A host that does not report a counter is taken for full: one that nobody measures must not draw everybody. */
    private static long custom(List<CustomCounter> counters, Candidate host) {
        Load load = host.host().status().load();
        long sum = 0;
        for (CustomCounter counter : counters) {
            sum += weighted(
                    withUncovered(load.custom(counter.name()) * PERMILLE_TO_MILLIONTHS, host), counter.weight());
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
