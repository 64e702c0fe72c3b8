package io.usher.it.history.naive;

import io.usher.core.command.RunScheduleStep;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ScheduleSettings;
import io.usher.proto.v1.Schedule;

/** A schedule and how far its latest occurrence has come. */
final class NaiveSchedule {

    final String id;
    final ScheduleSettings settings;
    final LogPosition created;
    private final long begins;
    /** The last session or host that the next step was done to, where it takes more than one command. */
    String reached = "";

    int stepsDone;
    boolean givenUp;
    long latestStart;
    private boolean underWay;

    NaiveSchedule(String id, ScheduleSettings settings, LogPosition created, long begins) {
        this.id = id;
        this.settings = settings;
        this.created = created;
        this.begins = begins;
    }

    /** As the API shows it. */
    Schedule picture() {
        Schedule.Builder picture = Schedule.newBuilder()
                .setName("schedules/" + id)
                .setPool("pools/" + settings.pool())
                .setRecurrence(settings.recurrence())
                .setTimeZone(settings.zone())
                .setAllowBelowMinimum(settings.belowMinimum())
                .setStepsDone(stepsDone)
                .setGivenUp(givenUp)
                .setEtag(created.toString());
        settings.once().ifPresent(start -> picture.setStartTime(Pictures.time(start.epochMillis())));
        settings.steps()
                .forEach(step -> picture.addSteps(Schedule.Step.newBuilder()
                        .setOffset(Pictures.span(step.offset()))
                        .setAction(Schedule.Action.valueOf(
                                "ACTION_" + step.action().name()))
                        .setTitle(step.title())
                        .setText(step.text())));
        if (latestStart > 0) {
            picture.setLatestStartTime(Pictures.time(latestStart));
        }
        return picture.build();
    }

    boolean isUnderWay() {
        return underWay;
    }

    boolean isNext(RunScheduleStep command) {
        long start = command.occurrence().epochMillis();
        if (underWay) {
            return start == latestStart && command.step() == stepsDone;
        }
        boolean isPlanned = settings.once().isEmpty() || settings.once().get().epochMillis() == start;
        return isPlanned && command.step() == 0 && start > latestStart && start >= begins;
    }

    /** One step was done; or it was given up, and the others with it. */
    void done(RunScheduleStep command, boolean isDone) {
        did(command, isDone, "");
        underWay &= isDone;
        givenUp = !isDone;
    }

    /** One step was done, or as much of it as one command may. */
    void did(RunScheduleStep command, boolean isDone, String upTo) {
        latestStart = command.occurrence().epochMillis();
        stepsDone = command.step() + (isDone ? 1 : 0);
        underWay = stepsDone < settings.steps().size();
        reached = upTo;
        givenUp = false;
    }
}
