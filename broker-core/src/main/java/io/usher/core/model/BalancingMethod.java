package io.usher.core.model;

/** How a pool chooses among the hosts that may take a new session. Ties go by id. */
public enum BalancingMethod {
    /** The lowest weighted sum of the ratios of sessions, memory and CPU in use; seats in flight count. */
    RESOURCE_BASED,
    /** The next host in the order of ids after the one chosen last. */
    ROUND_ROBIN,
    /** The fewest sessions for the host's weight; empty hosts are equal. */
    LEAST_SESSIONS,
    /** The fewest sessions, whatever the host's weight or size: spreads users out. */
    BREADTH_FIRST,
    /** The most sessions, whatever the host's weight or size: fills one host before the next is begun. */
    DEPTH_FIRST,
    /** Seats in proportion to the hosts' weights: the fewest sessions for the weight once this one is added. */
    WEIGHTED
}
