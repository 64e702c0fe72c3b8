package io.usher.node.replication.codec;

import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.ScalingAdvice;
import io.usher.proto.internal.v1.PoolScalingRecord;
import io.usher.proto.internal.v1.PoolSettingsRecord;
import io.usher.proto.internal.v1.ScalingAdviceRecord;
import java.time.Duration;

/** Advice on scaling. */
final class ScalingCodec {

    private ScalingCodec() {}

    static void encode(AutoscalePolicy policy, PoolSettingsRecord.Builder builder) {
        builder.setAutoscaleMinHosts(policy.minHosts())
                .setAutoscaleMaxHosts(policy.maxHosts())
                .setScaleUpPercent(policy.scaleUpPercent())
                .setScaleDownPercent(policy.scaleDownPercent())
                .setScaleHoldMillis(policy.holdTime().toMillis());
    }

    static AutoscalePolicy decode(PoolSettingsRecord settings) {
        AutoscalePolicy none = AutoscalePolicy.NONE;
        return new AutoscalePolicy(
                settings.getAutoscaleMinHosts(),
                settings.getAutoscaleMaxHosts(),
                settings.getScaleUpPercent() == 0 ? none.scaleUpPercent() : settings.getScaleUpPercent(),
                settings.hasScaleDownPercent() ? settings.getScaleDownPercent() : none.scaleDownPercent(),
                settings.hasScaleHoldMillis() ? Duration.ofMillis(settings.getScaleHoldMillis()) : none.holdTime());
    }

    static PoolScalingRecord encode(PoolScaling scaling) {
        return PoolScalingRecord.newBuilder()
                .setPool(scaling.pool().value())
                .setDirection(Codes.SCALING_DIRECTION.encode(scaling.direction()))
                .setSinceMillis(scaling.since().epochMillis())
                .setAdvisedHosts(scaling.advisedHosts())
                .build();
    }

    static PoolScaling decode(PoolScalingRecord scaling) {
        return new PoolScaling(
                new PoolId(scaling.getPool()),
                Codes.SCALING_DIRECTION.decode(scaling.getDirection()),
                new LogTime(scaling.getSinceMillis()),
                scaling.getAdvisedHosts());
    }

    static ScalingAdviceRecord encode(ScalingAdvice advice) {
        return ScalingAdviceRecord.newBuilder()
                .setPosition(ValueCodec.encode(advice.position()))
                .setTimeMillis(advice.time().epochMillis())
                .setPool(advice.pool().value())
                .setDirection(Codes.SCALING_DIRECTION.encode(advice.direction()))
                .setOpenHosts(advice.openHosts())
                .setWantedHosts(advice.wantedHosts())
                .setWorkloadPercent(advice.workloadPercent())
                .build();
    }

    static ScalingAdvice decode(ScalingAdviceRecord advice) {
        return new ScalingAdvice(
                ValueCodec.position(advice.getPosition()),
                new LogTime(advice.getTimeMillis()),
                new PoolId(advice.getPool()),
                Codes.SCALING_DIRECTION.decode(advice.getDirection()),
                advice.getOpenHosts(),
                advice.getWantedHosts(),
                advice.getWorkloadPercent());
    }
}
