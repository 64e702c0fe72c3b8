package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.RunScheduleStep;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.ScheduleChanged;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScheduleStep;
import java.util.TreeMap;
import java.util.TreeSet;

/** No step of an occurrence is done twice, before one that comes before it, or before its time. */
final class StepsAreDoneOnce implements Invariant {

    private final TreeMap<LogPosition, TreeSet<String>> done = new TreeMap<>();

    @Override
    public void check(Transition t) {
        if (!(t.step().command() instanceof RunScheduleStep command)) {
            return;
        }
        for (ScheduleChanged event : t.events(ScheduleChanged.class)) {
            Schedule schedule = event.schedule();
            ScheduleStep step = schedule.settings().steps().get(command.step());
            assertThat(command.occurrence().plus(step.offset()))
                    .isLessThanOrEqualTo(t.outcome().time());
            String name = command.occurrence() + " " + command.step();
            assertThat(done.computeIfAbsent(command.created(), id -> new TreeSet<>())
                            .add(name))
                    .as("first run of %s of %s", name, schedule.id())
                    .isTrue();
            ScheduleProgress progress = schedule.progress();
            assertThat(progress.occurrence()).isEqualTo(command.occurrence());
            assertThat(progress.stepsDone()).isEqualTo(command.step() + (progress.givenUp() ? 0 : 1));
            if (progress.givenUp()) {
                assertThat(t.events(HostChanged.class)).isEmpty();
            }
        }
    }
}
