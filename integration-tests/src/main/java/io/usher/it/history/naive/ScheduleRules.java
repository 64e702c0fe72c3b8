package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleStep;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schedules: what was planned, and that each step is done once. */
final class ScheduleRules {

    private static final int MOST_SCHEDULES = 1_000;

    private final NaiveState state;

    ScheduleRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer create(CreateSchedule command) {
        String id = command.id().value();
        if (find(id).isPresent()) {
            return Refused.because(RefusalReason.SCHEDULE_EXISTS, Map.of("schedule", id));
        }
        if (state.schedules.size() >= MOST_SCHEDULES) {
            return CatalogueRules.tooMany("schedules", MOST_SCHEDULES);
        }
        String pool = command.settings().pool().value();
        if (state.pool(pool).isEmpty()) {
            return CatalogueRules.noPool(pool);
        }
        state.schedules.add(new NaiveSchedule(id, command.settings(), state.position, state.now));
        return new Done(Empty.getDefaultInstance());
    }

    NaiveAnswer delete(DeleteSchedule command) {
        Optional<NaiveSchedule> found = find(command.id().value());
        if (found.isEmpty()) {
            return noSchedule(command.id().value());
        }
        state.schedules.remove(found.get());
        return new Done(Empty.getDefaultInstance());
    }

    NaiveAnswer run(RunScheduleStep command) {
        Optional<NaiveSchedule> found = find(command.id().value());
        if (found.isEmpty() || !found.get().created.equals(command.created())) {
            return noSchedule(command.id().value());
        }
        NaiveSchedule schedule = found.get();
        if (!schedule.isNext(command)) {
            return Refused.because(
                    RefusalReason.STEP_NOT_NEXT,
                    Map.of(
                            "schedule",
                            schedule.id,
                            "occurrence",
                            command.occurrence().epochMillis() + " ms",
                            "step",
                            command.step()));
        }
        ScheduleStep step = schedule.settings.steps().get(command.step());
        LogTime due = command.occurrence().plus(step.offset());
        if (due.epochMillis() > state.now) {
            return Refused.because(
                    RefusalReason.STEP_NOT_DUE,
                    Map.of("schedule", schedule.id, "expected", due.epochMillis() + " ms", "found", state.now + " ms"));
        }
        boolean isDone = step.action() == ScheduleAction.LOG_OFF ? logOff(schedule) : control(schedule, step.action());
        schedule.done(command, isDone);
        return new Done(Empty.getDefaultInstance());
    }

    private boolean logOff(NaiveSchedule schedule) {
        List<NaiveSession> there = state.live(
                session -> session.pool.equals(schedule.settings.pool().value())
                        && !session.is(Session.State.STATE_LOST)
                        && !session.isLoggingOff());
        there.stream()
                .sorted((one, other) ->
                        one.host.equals(other.host) ? one.id.compareTo(other.id) : one.host.compareTo(other.host))
                .forEach(session -> {
                    session.order(Session.Action.ACTION_LOG_OFF, state.position);
                    state.changed(session, SessionEvent.Change.CHANGE_ACTION_REQUESTED);
                });
        return true;
    }

    private boolean control(NaiveSchedule schedule, ScheduleAction action) {
        LogonControl control = action == ScheduleAction.ENABLE
                ? LogonControl.ENABLED
                : action == ScheduleAction.DISABLE ? LogonControl.DISABLED : LogonControl.valueOf(action.name());
        return new HostRules(state)
                .controlAll(schedule.settings.pool().value(), control, schedule.settings.belowMinimum())
                .isEmpty();
    }

    private Optional<NaiveSchedule> find(String id) {
        return state.schedules.stream()
                .filter(schedule -> schedule.id.equals(id))
                .findFirst();
    }

    private static NaiveAnswer noSchedule(String id) {
        return Refused.because(RefusalReason.SCHEDULE_NOT_FOUND, Map.of("schedule", id));
    }
}
