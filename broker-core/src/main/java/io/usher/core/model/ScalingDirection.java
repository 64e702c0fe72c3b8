package io.usher.core.model;

/** What a provisioner is advised to do with the hosts of a pool. */
public enum ScalingDirection {
    /** Add hosts, or start some. */
    UP,
    /** Drain hosts and take them away. */
    DOWN
}
