package io.usher.core.model;

import java.time.Duration;

/**
 * When a provisioner is advised to add hosts to a pool or to take some away.
 *
 * @param minHosts hosts that should be open at the least, 0 to 20000
 * @param maxHosts hosts that may be open at the most, 0 for no advice, at most 20000
 * @param scaleUpPercent workload from which on hosts are added, 1 to 100
 * @param scaleDownPercent workload up to which hosts are taken away, 0 to below the other
 * @param holdTime how long the workload has to stay there, 0 to 7 days
 */
public record AutoscalePolicy(int minHosts, int maxHosts, int scaleUpPercent, int scaleDownPercent, Duration holdTime) {

    private static final int MAX_HOSTS = 20_000;
    private static final int MAX_PERCENT = 100;
    private static final Duration MAX_HOLD_TIME = Duration.ofDays(7);

    /** No advice. */
    public static final AutoscalePolicy NONE = new AutoscalePolicy(0, 0, 80, 30, Duration.ofMinutes(10));

    public AutoscalePolicy {
        Range.require("most hosts", maxHosts, 0, MAX_HOSTS);
        Range.require("least hosts", minHosts, 0, maxHosts);
        Range.require("scale-up workload in per cent", scaleUpPercent, 1, MAX_PERCENT);
        Range.require("scale-down workload in per cent", scaleDownPercent, 0, scaleUpPercent - 1L);
        Range.require("hold time", holdTime, Duration.ZERO, MAX_HOLD_TIME);
    }

    /** Whether advice is given. */
    public boolean isOn() {
        return maxHosts > 0;
    }
}
