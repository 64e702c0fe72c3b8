package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.Event.ScalingAdvised;
import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.ScalingDirection;
import io.usher.core.state.StateImage;
import java.util.Optional;

/**
 * Advice stays within the bounds of its pool, comes when the workload was held for long enough, and says what is new.
 */
final class AdviceIsHeldAndNotRepeated implements Invariant {

    @Override
    public void check(Transition t) {
        for (ScalingAdvised event : t.events(ScalingAdvised.class)) {
            ScalingAdvice advice = event.advice();
            AutoscalePolicy policy =
                    Recount.pool(t.before(), advice.pool()).settings().autoscale();
            assertThat(advice.wantedHosts()).isBetween(policy.minHosts(), policy.maxHosts());
            if (advice.direction() == ScalingDirection.UP) {
                assertThat(advice.wantedHosts()).isGreaterThan(advice.openHosts());
            } else {
                assertThat(advice.wantedHosts()).isLessThan(advice.openHosts());
            }
            Optional<PoolScaling> known =
                    scaling(t.before(), advice.pool()).filter(scaling -> scaling.direction() == advice.direction());
            known.ifPresent(scaling -> assertThat(scaling.advisedHosts()).isNotEqualTo(advice.wantedHosts()));
            boolean within = advice.openHosts() >= policy.minHosts() && advice.openHosts() <= policy.maxHosts();
            if (within) {
                LogTime since = known.map(PoolScaling::since).orElse(t.outcome().time());
                assertThat(since.plus(policy.holdTime()))
                        .isLessThanOrEqualTo(t.outcome().time());
            }
        }
    }

    private static Optional<PoolScaling> scaling(StateImage image, PoolId pool) {
        return image.scalings().stream()
                .filter(scaling -> scaling.pool().equals(pool))
                .findFirst();
    }
}
