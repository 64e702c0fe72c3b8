package io.usher.core.model;

/** Where a session runs. */
public record Seat(PoolId pool, HostId host) {}
