package io.usher.core.model;

/**
 * How many hosts of a pool should be open.
 *
 * @param position of the command with which it was given; names it
 * @param time of that
 * @param openHosts how many there were
 * @param wantedHosts how many there should be
 * @param workloadPercent sessions for a hundred seats of the open hosts, rounded up; 100 where there is no seat
 */
public record ScalingAdvice(
        LogPosition position,
        LogTime time,
        PoolId pool,
        ScalingDirection direction,
        int openHosts,
        int wantedHosts,
        int workloadPercent) {}
