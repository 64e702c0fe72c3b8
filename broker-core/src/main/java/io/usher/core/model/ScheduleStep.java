package io.usher.core.model;

import java.time.Duration;

/**
 * One step of a schedule.
 *
 * @param offset how long after the start, up to 7 days; negative for before it, up to 1 day
 * @param action what is done then
 * @param title of a message, at most 128 characters; empty for none, and for what is no message
 * @param text of a message, 1 to 1000 characters; empty for what is no message
 */
public record ScheduleStep(Duration offset, ScheduleAction action, String title, String text) {

    private static final Duration MIN_OFFSET = Duration.ofDays(-1);
    private static final Duration MAX_OFFSET = Duration.ofDays(7);

    public ScheduleStep {
        Range.require("offset of a step", offset, MIN_OFFSET, MAX_OFFSET);
        ActionKind kind = action == ScheduleAction.MESSAGE ? ActionKind.MESSAGE : ActionKind.LOG_OFF;
        ActionOrder.requireMessage(kind, title, text);
    }

    /** A step without words. */
    public ScheduleStep(Duration offset, ScheduleAction action) {
        this(offset, action, "", "");
    }
}
