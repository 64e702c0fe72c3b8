package io.usher.node.agent.load;

import java.util.Random;
import java.util.function.IntSupplier;

/**
 * Load that follows from a number of sessions and some chance: each session takes 2 % of the processors and 300 MiB of
 * 64 GiB, and the processors are up to 2 % busy besides. The chance comes from a seed, so that a run can be repeated.
 */
public final class SimulatedLoadSource implements LoadSource {
    private static final int PERMILLE_PER_SESSION = 20;
    private static final int NOISE_PERMILLE = 20;
    private static final long TOTAL_BYTES = 64L << 30;
    private static final long BASE_BYTES = 2L << 30;
    private static final long BYTES_PER_SESSION = 300L << 20;

    private final IntSupplier sessions;
    private final Random chance;

    /** Creates a source for a host that has the supplied number of sessions. */
    public SimulatedLoadSource(IntSupplier sessions, long seed) {
        this.sessions = sessions;
        this.chance = new Random(seed);
    }

    @Override
    public LoadSample sample() {
        int count = sessions.getAsInt();
        int cpu = Math.min(1000, count * PERMILLE_PER_SESSION + chance.nextInt(NOISE_PERMILLE + 1));
        long memory = Math.min(TOTAL_BYTES, BASE_BYTES + count * BYTES_PER_SESSION);
        return new LoadSample(cpu, memory, TOTAL_BYTES);
    }
}
