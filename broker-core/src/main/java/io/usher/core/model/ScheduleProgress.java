package io.usher.core.model;

/**
 * How far a schedule has come.
 *
 * @param occurrence start of the latest occurrence that was begun; 0 before the first
 * @param stepsDone how many of its steps are done
 * @param givenUp whether its remaining steps were given up, because too few hosts would have been left open
 */
public record ScheduleProgress(LogTime occurrence, int stepsDone, boolean givenUp) {

    /** Nothing was begun yet. */
    public static final ScheduleProgress NONE = new ScheduleProgress(LogTime.ZERO, 0, false);
}
