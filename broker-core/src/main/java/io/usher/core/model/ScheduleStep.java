package io.usher.core.model;

import java.time.Duration;

/**
 * One step of a schedule.
 *
 * @param offset how long after the start, 0 to 7 days
 * @param action what is done then
 */
public record ScheduleStep(Duration offset, ScheduleAction action) {

    private static final Duration MAX_OFFSET = Duration.ofDays(7);

    public ScheduleStep {
        Range.require("offset of a step", offset, Duration.ZERO, MAX_OFFSET);
    }
}
