package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans for maintenance and steps of them, by chance. */
final class ScheduleSource {

    private final Random chance;

    ScheduleSource(Random chance) {
        this.chance = chance;
    }

    /**
     * A plan.
     *
     * @param update the etag for another plan instead of a new one
     */
    Command plan(PoolId pool, Optional<Optional<LogPosition>> update) {
        long before = chance.nextInt(3) == 0 ? 1 : 0;
        List<ScheduleStep> steps = IntStream.range(0, 2 + chance.nextInt(2))
                .mapToObj(i -> step(Duration.ofSeconds(i - before)))
                .toList();
        ScheduleSettings settings =
                new ScheduleSettings(pool, Optional.empty(), "0 2 * * *", "", steps, chance.nextBoolean());
        return update.isPresent()
                ? new UpdateSchedule(schedule(), update.get(), settings)
                : new CreateSchedule(schedule(), settings);
    }

    Command delete() {
        return new DeleteSchedule(schedule());
    }

    /** Mostly the step that is next. */
    Command run(BrokerView view, LogPosition position) {
        ScheduleId id = schedule();
        Optional<Schedule> found = view.schedule(id);
        LogTime start = found.filter(Schedule::isUnderWay)
                .map(schedule -> schedule.progress().occurrence())
                .orElse(view.now().plus(Duration.ofSeconds(chance.nextInt(2))));
        int next = found.filter(Schedule::isUnderWay)
                .map(schedule -> schedule.progress().stepsDone())
                .orElse(0);
        return new RunScheduleStep(
                id,
                found.map(Schedule::created).orElse(position),
                start,
                chance.nextInt(6) == 0 ? chance.nextInt(3) : next);
    }

    private ScheduleStep step(Duration offset) {
        List<ScheduleAction> actions = List.of(ScheduleAction.values());
        ScheduleAction action = actions.get(chance.nextInt(actions.size()));
        return new ScheduleStep(offset, action, "", action == ScheduleAction.MESSAGE ? "we close" : "");
    }

    private ScheduleId schedule() {
        return new ScheduleId("m" + chance.nextInt(2));
    }
}
