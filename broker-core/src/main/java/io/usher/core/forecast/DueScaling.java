package io.usher.core.forecast;

import io.usher.core.decide.ScalingDecider;
import io.usher.core.model.LogTime;
import io.usher.core.state.BrokerView;

/** Tells ahead whether a review of scaling would come to anything, so that none is in the log for nothing. */
public final class DueScaling {

    private DueScaling() {}

    public static boolean isDue(BrokerView view, LogTime now) {
        return ScalingDecider.isDue(view, now);
    }
}
