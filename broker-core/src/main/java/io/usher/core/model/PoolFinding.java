package io.usher.core.model;

import java.util.List;

/**
 * What the search of one pool came to.
 *
 * @param method how it would choose a host
 * @param counts its hosts by verdict
 */
public record PoolFinding(PoolId pool, BalancingMethod method, List<VerdictCount> counts) {

    public PoolFinding {
        counts = List.copyOf(counts);
    }
}
