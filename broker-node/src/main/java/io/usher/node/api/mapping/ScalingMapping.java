package io.usher.node.api.mapping;

import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.ScalingDirection;
import java.time.Duration;
import java.util.function.Supplier;

/** Advice on scaling. */
public final class ScalingMapping {

    private static final EnumMapping<ScalingDirection, io.usher.proto.v1.ScalingAdvice.Direction> DIRECTIONS =
            EnumMapping.of(ScalingDirection.class, io.usher.proto.v1.ScalingAdvice.Direction.class, "DIRECTION_");

    private ScalingMapping() {}

    /** Reads what administrators set on a pool; the fields hang together, so they are judged together. */
    static Supplier<AutoscalePolicy> policy(FieldChecks checks, io.usher.proto.v1.Pool pool) {
        AutoscalePolicy none = AutoscalePolicy.NONE;
        Supplier<Duration> hold = checks.check(
                "pool.scale_hold_time",
                () -> pool.hasScaleHoldTime() ? Times.duration(pool.getScaleHoldTime()) : none.holdTime());
        if (!checks.passed()) {
            return () -> none;
        }
        return checks.check(
                "pool.autoscale_max_hosts",
                () -> new AutoscalePolicy(
                        pool.getAutoscaleMinHosts(),
                        pool.getAutoscaleMaxHosts(),
                        pool.getScaleUpPercent() == 0 ? none.scaleUpPercent() : pool.getScaleUpPercent(),
                        pool.hasScaleDownPercent() ? pool.getScaleDownPercent() : none.scaleDownPercent(),
                        hold.get()));
    }

    static void fill(AutoscalePolicy policy, io.usher.proto.v1.Pool.Builder builder) {
        builder.setAutoscaleMinHosts(policy.minHosts())
                .setAutoscaleMaxHosts(policy.maxHosts())
                .setScaleUpPercent(policy.scaleUpPercent())
                .setScaleDownPercent(policy.scaleDownPercent())
                .setScaleHoldTime(Times.of(policy.holdTime()));
    }

    public static io.usher.proto.v1.ScalingAdvice toProto(ScalingAdvice advice) {
        return io.usher.proto.v1.ScalingAdvice.newBuilder()
                .setName(Names.ofAdvice(advice.position(), advice.pool()))
                .setPool(Names.of(advice.pool()))
                .setDirection(DIRECTIONS.toProto(advice.direction()))
                .setOpenHostCount(advice.openHosts())
                .setWantedHostCount(advice.wantedHosts())
                .setWorkloadPercent(advice.workloadPercent())
                .setAdviceTime(Times.of(advice.time()))
                .build();
    }
}
