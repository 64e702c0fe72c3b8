package io.usher.core.model;

/**
 * Maintenance of a pool, once or again and again.
 *
 * @param created position at which it got these settings; tells it from other versions and serves as the etag
 * @param begins log time of that; it starts no earlier
 */
public record Schedule(
        ScheduleId id, ScheduleSettings settings, LogPosition created, LogTime begins, ScheduleProgress progress)
        implements Former {

    /** Whether an occurrence was begun and steps of it are left. */
    public boolean isUnderWay() {
        return !progress.occurrence().equals(LogTime.ZERO)
                && !progress.givenUp()
                && progress.stepsDone() < settings.steps().size();
    }

    public Schedule with(ScheduleProgress newProgress) {
        return new Schedule(id, settings, created, begins, newProgress);
    }
}
