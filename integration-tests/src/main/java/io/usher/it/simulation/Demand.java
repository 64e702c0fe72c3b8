package io.usher.it.simulation;

import java.util.SplittableRandom;

/** How much processor a session takes once it runs. About 0.1 cores on average, whichever way. */
enum Demand {
    /** All sessions the same. */
    EQUAL {
        @Override
        double cores(SplittableRandom chance) {
            return MEAN_CORES;
        }
    },

    /** A bounded Pareto distribution: most sessions are idle, a few take up to two cores. */
    HEAVY_TAILED {
        @Override
        double cores(SplittableRandom chance) {
            double cut = 1 - Math.pow(LEAST_CORES / MOST_CORES, SHAPE);
            return LEAST_CORES / Math.pow(1 - chance.nextDouble() * cut, 1 / SHAPE);
        }
    };

    private static final double MEAN_CORES = 0.1;
    private static final double LEAST_CORES = 0.04;
    private static final double MOST_CORES = 2;
    private static final double SHAPE = 1.5;

    abstract double cores(SplittableRandom chance);
}
