package io.usher.it.history.naive;

import io.usher.core.command.RunScheduleStep;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ScheduleSettings;

/** A schedule and how far its latest occurrence has come. */
final class NaiveSchedule {

    final String id;
    final ScheduleSettings settings;
    final LogPosition created;
    private final long begins;
    private long latestStart;
    private int nextStep;

    NaiveSchedule(String id, ScheduleSettings settings, LogPosition created, long begins) {
        this.id = id;
        this.settings = settings;
        this.created = created;
        this.begins = begins;
    }

    boolean isNext(RunScheduleStep command) {
        long start = command.occurrence().epochMillis();
        if (nextStep > 0) {
            return start == latestStart && command.step() == nextStep;
        }
        boolean isPlanned = settings.once().isEmpty() || settings.once().get().epochMillis() == start;
        return isPlanned && command.step() == 0 && start > latestStart && start >= begins;
    }

    /** One step was done; or it was given up, and the others with it. */
    void done(RunScheduleStep command, boolean isDone) {
        latestStart = command.occurrence().epochMillis();
        boolean goesOn = isDone && command.step() + 1 < settings.steps().size();
        nextStep = goesOn ? command.step() + 1 : 0;
    }
}
