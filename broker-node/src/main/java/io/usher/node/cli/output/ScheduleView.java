package io.usher.node.cli.output;

import com.google.protobuf.util.Durations;
import io.usher.proto.v1.Schedule;
import java.util.List;
import java.util.stream.Collectors;

/** Schedules in tables. */
public final class ScheduleView {
    private static final View<Schedule> VIEW = new View<>(
            Schedule::getName,
            List.of(
                    Column.of("NAME", schedule -> Wording.id(schedule.getName())),
                    Column.of("POOL", schedule -> Wording.id(schedule.getPool())),
                    Column.of("STARTS", ScheduleView::starts),
                    Column.of("STEPS", ScheduleView::steps),
                    Column.of("LATEST", schedule -> Wording.time(schedule.getLatestStartTime())),
                    Column.of("DONE", ScheduleView::done),
                    Column.wide("ETAG", Schedule::getEtag),
                    Column.wide("BELOW-MINIMUM", schedule -> schedule.getAllowBelowMinimum() ? "yes" : "no")));

    private ScheduleView() {}

    public static View<Schedule> view() {
        return VIEW;
    }

    private static String starts(Schedule schedule) {
        String zone = schedule.getTimeZone().isEmpty() ? "UTC" : schedule.getTimeZone();
        return schedule.hasStartTime() ? Wording.time(schedule.getStartTime()) : schedule.getRecurrence() + " " + zone;
    }

    private static String steps(Schedule schedule) {
        return schedule.getStepsList().stream().map(ScheduleView::step).collect(Collectors.joining(","));
    }

    /** As the option takes it, but for the text of a message. */
    private static String step(Schedule.Step step) {
        java.time.Duration offset = java.time.Duration.ofMillis(Durations.toMillis(step.getOffset()));
        String span = offset.isNegative() ? "-" + Wording.span(offset.negated()) : Wording.span(offset);
        return span + "=" + Wording.word(step.getAction());
    }

    private static String done(Schedule schedule) {
        String steps = schedule.getStepsDone() + "/" + schedule.getStepsCount();
        return schedule.getGivenUp() ? steps + " given up" : steps;
    }
}
