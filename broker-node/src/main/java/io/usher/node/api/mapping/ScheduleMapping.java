package io.usher.node.api.mapping;

import io.usher.core.command.CreateSchedule;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.node.primary.Recurrence;
import io.usher.proto.v1.CreateScheduleRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Schedules. */
public final class ScheduleMapping {

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE =
            Set.of("pool", "start_time", "recurrence", "time_zone", "steps", "allow_below_minimum");

    private static final EnumMapping<ScheduleAction, io.usher.proto.v1.Schedule.Action> ACTIONS =
            EnumMapping.of(ScheduleAction.class, io.usher.proto.v1.Schedule.Action.class, "ACTION_");

    private ScheduleMapping() {}

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static CreateSchedule toCommand(CreateScheduleRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<ScheduleId> id = checks.check("schedule_id", () -> new ScheduleId(request.getScheduleId()));
        Supplier<ScheduleSettings> settings = settings(checks, request.getSchedule());
        return checks.result(() -> new CreateSchedule(id.get(), settings.get()));
    }

    /** Reads what administrators set. */
    public static Supplier<ScheduleSettings> settings(FieldChecks checks, io.usher.proto.v1.Schedule schedule) {
        Supplier<PoolId> pool = checks.check("schedule.pool", () -> Names.pool(schedule.getPool()));
        Supplier<Optional<LogTime>> once = checks.check(
                "schedule.start_time",
                () -> schedule.hasStartTime() ? Optional.of(Times.time(schedule.getStartTime())) : Optional.empty());
        if (!schedule.getRecurrence().isEmpty()) {
            checks.check(
                    "schedule.recurrence", () -> Recurrence.parse(schedule.getRecurrence(), schedule.getTimeZone()));
        }
        Supplier<List<ScheduleStep>> steps = checks.check(
                "schedule.steps",
                () -> schedule.getStepsList().stream()
                        .map(ScheduleMapping::step)
                        .toList());
        if (checks.passed()) {
            checks.check("schedule", () -> settings(schedule, pool.get(), once.get(), steps.get()));
        }
        return () -> settings(schedule, pool.get(), once.get(), steps.get());
    }

    private static ScheduleStep step(io.usher.proto.v1.Schedule.Step step) {
        return new ScheduleStep(
                Times.duration(step.getOffset()), ACTIONS.toCore(step.getAction()), step.getTitle(), step.getText());
    }

    private static ScheduleSettings settings(
            io.usher.proto.v1.Schedule schedule, PoolId pool, Optional<LogTime> once, List<ScheduleStep> steps) {
        return new ScheduleSettings(
                pool, once, schedule.getRecurrence(), schedule.getTimeZone(), steps, schedule.getAllowBelowMinimum());
    }

    public static io.usher.proto.v1.Schedule toProto(Schedule schedule) {
        ScheduleSettings settings = schedule.settings();
        io.usher.proto.v1.Schedule.Builder builder = io.usher.proto.v1.Schedule.newBuilder()
                .setName(Names.of(schedule.id()))
                .setPool(Names.of(settings.pool()))
                .setRecurrence(settings.recurrence())
                .setTimeZone(settings.zone())
                .setAllowBelowMinimum(settings.belowMinimum())
                .setStepsDone(schedule.progress().stepsDone())
                .setGivenUp(schedule.progress().givenUp())
                .setEtag(PoolMapping.etag(schedule.created()));
        settings.once().map(Times::of).ifPresent(builder::setStartTime);
        for (ScheduleStep step : settings.steps()) {
            builder.addSteps(io.usher.proto.v1.Schedule.Step.newBuilder()
                    .setOffset(Times.of(step.offset()))
                    .setAction(ACTIONS.toProto(step.action()))
                    .setTitle(step.title())
                    .setText(step.text()));
        }
        if (!schedule.progress().occurrence().equals(LogTime.ZERO)) {
            builder.setLatestStartTime(Times.of(schedule.progress().occurrence()));
        }
        return builder.build();
    }
}
