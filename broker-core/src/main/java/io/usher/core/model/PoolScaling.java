package io.usher.core.model;

/**
 * A pool whose workload calls for more hosts or fewer.
 *
 * @param since when it began to
 * @param advisedHosts how many hosts were advised since then, -1 before any advice
 */
public record PoolScaling(PoolId pool, ScalingDirection direction, LogTime since, int advisedHosts) {

    /** Nothing was advised yet. */
    public static final int NOT_ADVISED = -1;

    public PoolScaling advised(int hosts) {
        return new PoolScaling(pool, direction, since, hosts);
    }
}
