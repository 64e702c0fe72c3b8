package io.usher.core.model;

/** How a pool chooses among the hosts that may take a new session. */
public enum BalancingMethod {
    /** The lowest sum of the ratios of sessions, memory and CPU in use; seats in flight count. */
    RESOURCE_BASED,
    /** The next host in the order of ids after the one chosen last. */
    ROUND_ROBIN
}
