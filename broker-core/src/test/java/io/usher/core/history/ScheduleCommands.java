package io.usher.core.history;

import io.usher.core.command.Command;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Schedules, and what the primary makes of them: mostly the step that is next, now and then one that is not. */
final class ScheduleCommands {

    private final Chance chance;

    ScheduleCommands(Chance chance) {
        this.chance = chance;
    }

    Command create(BrokerView view) {
        List<ScheduleStep> steps = new ArrayList<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            Duration offset = Duration.ofSeconds(steps.size() * 2L);
            ScheduleAction action = chance.oneOf(List.of(ScheduleAction.values()));
            String text = action == ScheduleAction.MESSAGE ? "we close" : "";
            steps.add(new ScheduleStep(offset.minusSeconds(chance.percent(20) ? 3 : 0), action, "", text));
        }
        steps.sort(Comparator.comparing(ScheduleStep::offset));
        boolean recurs = chance.percent(70);
        ScheduleSettings settings = new ScheduleSettings(
                chance.oneOf(Names.USED_POOLS),
                recurs ? Optional.empty() : Optional.of(view.now().plus(Duration.ofSeconds(5))),
                recurs ? "0 2 * * *" : "",
                "UTC",
                steps,
                chance.percent(30));
        ScheduleId id = chance.oneOf(Names.SCHEDULES);
        Optional<LogPosition> etag = view.schedule(id).map(Schedule::created).filter(found -> chance.percent(50));
        return chance.percent(70) ? new CreateSchedule(id, settings) : new UpdateSchedule(id, etag, settings);
    }

    Command delete() {
        return new DeleteSchedule(chance.oneOf(Names.SCHEDULES));
    }

    Command run(BrokerView view) {
        ScheduleId id = chance.oneOf(Names.SCHEDULES);
        Optional<Schedule> found = view.schedule(id);
        if (found.isEmpty() || chance.percent(5)) {
            return new RunScheduleStep(id, new LogPosition(1, 0), view.now(), chance.between(0, 3));
        }
        Schedule schedule = found.get();
        LogTime occurrence = schedule.isUnderWay()
                ? schedule.progress().occurrence()
                : schedule.settings().once().orElse(view.now());
        int step = schedule.isUnderWay() ? schedule.progress().stepsDone() : 0;
        return new RunScheduleStep(
                id, schedule.created(), occurrence, chance.percent(85) ? step : chance.between(0, 3));
    }
}
