package io.usher.core.decide;

import io.usher.core.command.Answer.ScheduleAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ScheduleChanged;
import io.usher.core.event.Event.ScheduleDeleted;
import io.usher.core.model.Host;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of schedules: each step of an occurrence is done once, in order, and not before its time. */
final class ScheduleDecider {

    /** Sessions that one command logs off; the step is done when none is left. */
    private static final int MOST_LOGGED_OFF = 5_000;

    private final BrokerView view;
    private final CommandContext context;

    ScheduleDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling create(CreateSchedule command) {
        if (view.schedule(command.id()).isPresent()) {
            return Ruling.refuse(RefusalReason.SCHEDULE_EXISTS, "schedule", command.id());
        }
        if (view.schedules().size() >= Limits.SCHEDULES) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "schedules", "bound", Limits.SCHEDULES);
        }
        PoolId pool = command.settings().pool();
        if (view.pool(pool).isEmpty()) {
            return PoolDecider.notFound(pool);
        }
        Schedule schedule = new Schedule(
                command.id(), command.settings(), context.position(), context.now(), ScheduleProgress.NONE);
        return Ruling.answer(new ScheduleAnswer(schedule), new ScheduleChanged(schedule));
    }

    Ruling delete(DeleteSchedule command) {
        return view.schedule(command.id()).isEmpty()
                ? notFound(command.id())
                : Ruling.done(new ScheduleDeleted(command.id()));
    }

    Ruling run(RunScheduleStep command) {
        Optional<Schedule> found = view.schedule(command.id())
                .filter(schedule -> schedule.created().equals(command.created()));
        if (found.isEmpty()) {
            return notFound(command.id());
        }
        Schedule schedule = found.get();
        if (!isNext(schedule, command)) {
            return Ruling.refuse(
                    RefusalReason.STEP_NOT_NEXT,
                    "schedule",
                    schedule.id(),
                    "occurrence",
                    command.occurrence().epochMillis() + " ms",
                    "step",
                    command.step());
        }
        ScheduleStep step = schedule.settings().steps().get(command.step());
        LogTime due = command.occurrence().plus(step.offset());
        if (due.isAfter(context.now())) {
            return Ruling.refuse(
                    RefusalReason.STEP_NOT_DUE,
                    "schedule",
                    schedule.id(),
                    "expected",
                    due.epochMillis() + " ms",
                    "found",
                    context.now().epochMillis() + " ms");
        }
        return carryOut(schedule, command, step);
    }

    /** The next step of the occurrence that is under way, else the first one of a later occurrence. */
    private static boolean isNext(Schedule schedule, RunScheduleStep command) {
        ScheduleProgress progress = schedule.progress();
        if (schedule.isUnderWay()) {
            return command.occurrence().equals(progress.occurrence()) && command.step() == progress.stepsDone();
        }
        ScheduleSettings settings = schedule.settings();
        boolean isPlanned = settings.once().isEmpty() || settings.once().get().equals(command.occurrence());
        return command.step() == 0
                && isPlanned
                && command.occurrence().isAfter(progress.occurrence())
                && !schedule.begins().isAfter(command.occurrence());
    }

    private Ruling carryOut(Schedule schedule, RunScheduleStep command, ScheduleStep step) {
        ScheduleProgress done = new ScheduleProgress(command.occurrence(), command.step() + 1, false);
        ScheduleProgress givenUp = new ScheduleProgress(command.occurrence(), command.step(), true);
        return switch (step.action()) {
            case DRAIN -> control(schedule, LogonControl.DRAIN, done, givenUp);
            case DRAIN_UNTIL_RESTART -> control(schedule, LogonControl.DRAIN_UNTIL_RESTART, done, givenUp);
            case DISABLE -> control(schedule, LogonControl.DISABLED, done, givenUp);
            case ENABLE -> control(schedule, LogonControl.ENABLED, done, givenUp);
            case LOG_OFF -> logOff(schedule, command, done);
        };
    }

    private Ruling control(Schedule schedule, LogonControl control, ScheduleProgress done, ScheduleProgress givenUp) {
        LogonDecider logons = new LogonDecider(view, context);
        PoolId pool = schedule.settings().pool();
        List<Host> hosts = List.copyOf(view.hostsOf(pool));
        boolean tooFew = !schedule.settings().belowMinimum()
                && logons.refuseToClose(pool, hosts, control).isPresent();
        return tooFew
                ? changed(schedule.with(givenUp), List.of())
                : changed(schedule.with(done), logons.changesOf(hosts, control));
    }

    private Ruling logOff(Schedule schedule, RunScheduleStep command, ScheduleProgress done) {
        List<Event> orders = view.hostsOf(schedule.settings().pool()).stream()
                .flatMap(host -> view.sessionsOn(host.id()).stream())
                .flatMap(session -> SessionDecider.logOff(session, context).stream())
                .limit(MOST_LOGGED_OFF)
                .toList();
        ScheduleProgress goesOn = new ScheduleProgress(command.occurrence(), command.step(), false);
        return changed(schedule.with(orders.size() == MOST_LOGGED_OFF ? goesOn : done), orders);
    }

    private static Ruling changed(Schedule schedule, List<Event> events) {
        List<Event> all = new ArrayList<>(events);
        all.add(new ScheduleChanged(schedule));
        return new Ruling(new ScheduleAnswer(schedule), all);
    }

    private static Ruling notFound(ScheduleId id) {
        return Ruling.refuse(RefusalReason.SCHEDULE_NOT_FOUND, "schedule", id);
    }
}
