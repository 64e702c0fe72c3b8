package io.usher.core.model;

/**
 * How far a schedule has come.
 *
 * @param occurrence start of the latest occurrence that was begun; 0 before the first
 * @param stepsDone how many of its steps are done
 * @param givenUp whether its remaining steps were given up, because too few hosts would have been left open
 * @param reached the last session or host that the next step was done to, where it is too much for one command; empty
 *     otherwise
 */
public record ScheduleProgress(LogTime occurrence, int stepsDone, boolean givenUp, String reached) {

    /** Nothing was begun yet. */
    public static final ScheduleProgress NONE = new ScheduleProgress(LogTime.ZERO, 0, false);

    /** The next step was not begun. */
    public ScheduleProgress(LogTime occurrence, int stepsDone, boolean givenUp) {
        this(occurrence, stepsDone, givenUp, "");
    }
}
