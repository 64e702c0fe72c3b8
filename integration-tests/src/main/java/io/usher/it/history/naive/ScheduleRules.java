package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleStep;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schedules: what was planned, and that each step is done once. */
final class ScheduleRules {

    private static final int MOST_SCHEDULES = 1_000;
    private static final int MOST_ENDED = 5_000;
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

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
        NaiveSchedule schedule = new NaiveSchedule(id, command.settings(), state.position, state.now);
        state.schedules.add(schedule);
        return new Done(schedule.picture());
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
        switch (step.action()) {
            case LOG_OFF -> schedule.did(command, end(schedule, ActionKind.LOG_OFF), "");
            case RESET -> schedule.did(command, end(schedule, ActionKind.RESET), "");
            case MESSAGE -> message(schedule, command, step);
            case REBOOT -> reboot(schedule, command);
            default -> schedule.done(command, control(schedule, step.action()));
        }
        return new Done(schedule.picture());
    }

    NaiveAnswer update(UpdateSchedule command) {
        String id = command.id().value();
        Optional<NaiveSchedule> found = find(id);
        if (found.isEmpty()) {
            return noSchedule(id);
        }
        NaiveSchedule before = found.get();
        if (CatalogueRules.isOutdated(command.expected(), before.created)) {
            return CatalogueRules.outdated(command.expected(), before.created);
        }
        if (before.isUnderWay()) {
            return Refused.because(
                    RefusalReason.SCHEDULE_UNDER_WAY,
                    Map.of(
                            "schedule",
                            id,
                            "steps",
                            before.stepsDone + " of " + before.settings.steps().size()));
        }
        String pool = command.settings().pool().value();
        if (state.pool(pool).isEmpty()) {
            return CatalogueRules.noPool(pool);
        }
        state.schedules.remove(before);
        NaiveSchedule schedule = new NaiveSchedule(id, command.settings(), state.position, state.now);
        state.schedules.add(schedule);
        return new Done(schedule.picture());
    }

    /** Whether none was left for the next time. */
    private boolean end(NaiveSchedule schedule, ActionKind kind) {
        List<NaiveSession> there = sessions(schedule).stream()
                .filter(session -> !session.is(Session.State.STATE_LOST) && ActionRules.isPossible(session, kind))
                .sorted(Comparator.<NaiveSession, String>comparing(session -> session.host)
                        .thenComparing(session -> session.id))
                .limit(MOST_ENDED)
                .toList();
        for (NaiveSession session : there) {
            session.order(Session.Action.valueOf("ACTION_" + kind.name()), state.position);
            state.changed(session, SessionEvent.Change.CHANGE_ACTION_REQUESTED);
        }
        return there.size() < MOST_ENDED;
    }

    private void message(NaiveSchedule schedule, RunScheduleStep command, ScheduleStep step) {
        List<NaiveSession> readers = sessions(schedule).stream()
                .filter(NaiveSession::hasClient)
                .filter(session -> schedule.reached.isEmpty()
                        || session.id.compareTo(LogPosition.parse(schedule.reached.substring(2))) > 0)
                .sorted(Comparator.comparing(session -> session.id))
                .limit(ActionRules.MOST_AT_ONCE)
                .toList();
        new ActionRules(state)
                .message(readers, new ActionOrder(ActionKind.MESSAGE, step.title(), step.text(), TWO_MINUTES));
        boolean isFull = readers.size() == ActionRules.MOST_AT_ONCE;
        schedule.did(command, !isFull, isFull ? readers.get(readers.size() - 1).name() : "");
    }

    private void reboot(NaiveSchedule schedule, RunScheduleStep command) {
        List<NaiveHost> hosts = state.hosts.stream()
                .filter(host -> host.pool.equals(schedule.settings.pool().value()))
                .filter(host -> host.id.compareTo(schedule.reached) > 0)
                .sorted(Comparator.comparing(host -> host.id))
                .limit(ActionRules.MOST_AT_ONCE)
                .toList();
        new ActionRules(state).reboot(hosts, new ActionOrder(ActionKind.REBOOT, "", "", HALF_AN_HOUR));
        boolean isFull = hosts.size() == ActionRules.MOST_AT_ONCE;
        schedule.did(command, !isFull, isFull ? hosts.get(hosts.size() - 1).id : "");
    }

    private List<NaiveSession> sessions(NaiveSchedule schedule) {
        return state.live(
                session -> session.pool.equals(schedule.settings.pool().value()));
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
