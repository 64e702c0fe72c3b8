package io.usher.node.replication.codec;

import io.usher.core.command.CreateSchedule;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.proto.internal.v1.CreateScheduleCommand;
import io.usher.proto.internal.v1.RunScheduleStepCommand;
import io.usher.proto.internal.v1.ScheduleRecord;
import io.usher.proto.internal.v1.ScheduleSettingsRecord;
import io.usher.proto.internal.v1.ScheduleStepRecord;
import io.usher.proto.internal.v1.UpdateScheduleCommand;
import java.time.Duration;
import java.util.Optional;

/** Schedules. */
final class ScheduleCodec {

    private ScheduleCodec() {}

    static CreateScheduleCommand encode(CreateSchedule command) {
        return CreateScheduleCommand.newBuilder()
                .setId(command.id().value())
                .setSettings(encode(command.settings()))
                .build();
    }

    static UpdateScheduleCommand encode(UpdateSchedule command) {
        UpdateScheduleCommand.Builder builder =
                UpdateScheduleCommand.newBuilder().setId(command.id().value()).setSettings(encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return builder.build();
    }

    static RunScheduleStepCommand encode(RunScheduleStep command) {
        return RunScheduleStepCommand.newBuilder()
                .setId(command.id().value())
                .setCreated(ValueCodec.encode(command.created()))
                .setOccurrenceMillis(command.occurrence().epochMillis())
                .setStep(command.step())
                .build();
    }

    static ScheduleRecord encode(Schedule schedule) {
        return ScheduleRecord.newBuilder()
                .setId(schedule.id().value())
                .setSettings(encode(schedule.settings()))
                .setCreated(ValueCodec.encode(schedule.created()))
                .setBeginsMillis(schedule.begins().epochMillis())
                .setOccurrenceMillis(schedule.progress().occurrence().epochMillis())
                .setStepsDone(schedule.progress().stepsDone())
                .setGivenUp(schedule.progress().givenUp())
                .setReached(schedule.progress().reached())
                .build();
    }

    static Schedule decode(ScheduleRecord schedule) {
        return new Schedule(
                new ScheduleId(schedule.getId()),
                decode(schedule.getSettings()),
                ValueCodec.position(schedule.getCreated()),
                new LogTime(schedule.getBeginsMillis()),
                new ScheduleProgress(
                        new LogTime(schedule.getOccurrenceMillis()),
                        schedule.getStepsDone(),
                        schedule.getGivenUp(),
                        schedule.getReached()));
    }

    static ScheduleSettingsRecord encode(ScheduleSettings settings) {
        ScheduleSettingsRecord.Builder builder = ScheduleSettingsRecord.newBuilder()
                .setPool(settings.pool().value())
                .setRecurrence(settings.recurrence())
                .setZone(settings.zone())
                .setBelowMinimum(settings.belowMinimum());
        settings.once().map(LogTime::epochMillis).ifPresent(builder::setOnceMillis);
        for (ScheduleStep step : settings.steps()) {
            builder.addSteps(ScheduleStepRecord.newBuilder()
                    .setOffsetMillis(step.offset().toMillis())
                    .setAction(Codes.SCHEDULE_ACTION.encode(step.action()))
                    .setTitle(step.title())
                    .setText(step.text()));
        }
        return builder.build();
    }

    static ScheduleSettings decode(ScheduleSettingsRecord settings) {
        return new ScheduleSettings(
                new PoolId(settings.getPool()),
                settings.hasOnceMillis() ? Optional.of(new LogTime(settings.getOnceMillis())) : Optional.empty(),
                settings.getRecurrence(),
                settings.getZone(),
                settings.getStepsList().stream()
                        .map(step -> new ScheduleStep(
                                Duration.ofMillis(step.getOffsetMillis()),
                                Codes.SCHEDULE_ACTION.decode(step.getAction()),
                                step.getTitle(),
                                step.getText()))
                        .toList(),
                settings.getBelowMinimum());
    }
}
