package io.usher.node.replication.codec;

import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.proto.internal.v1.ScheduleRecord;
import io.usher.proto.internal.v1.ScheduleSettingsRecord;
import io.usher.proto.internal.v1.ScheduleStepRecord;
import java.time.Duration;
import java.util.Optional;

/** Schedules. */
final class ScheduleCodec {

    private ScheduleCodec() {}

    static ScheduleRecord encode(Schedule schedule) {
        return ScheduleRecord.newBuilder()
                .setId(schedule.id().value())
                .setSettings(encode(schedule.settings()))
                .setCreated(ValueCodec.encode(schedule.created()))
                .setBeginsMillis(schedule.begins().epochMillis())
                .setOccurrenceMillis(schedule.progress().occurrence().epochMillis())
                .setStepsDone(schedule.progress().stepsDone())
                .setGivenUp(schedule.progress().givenUp())
                .build();
    }

    static Schedule decode(ScheduleRecord schedule) {
        return new Schedule(
                new ScheduleId(schedule.getId()),
                decode(schedule.getSettings()),
                ValueCodec.position(schedule.getCreated()),
                new LogTime(schedule.getBeginsMillis()),
                new ScheduleProgress(
                        new LogTime(schedule.getOccurrenceMillis()), schedule.getStepsDone(), schedule.getGivenUp()));
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
                    .setAction(Codes.SCHEDULE_ACTION.encode(step.action())));
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
                                Codes.SCHEDULE_ACTION.decode(step.getAction())))
                        .toList(),
                settings.getBelowMinimum());
    }
}
