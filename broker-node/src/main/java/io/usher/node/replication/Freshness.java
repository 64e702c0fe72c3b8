package io.usher.node.replication;

/** How fresh a read must be. */
public enum Freshness {
    /** Reflects everything acknowledged before the read began; needs a quorum. */
    LINEARIZABLE,
    /** Whatever this broker has applied. */
    STALE
}
