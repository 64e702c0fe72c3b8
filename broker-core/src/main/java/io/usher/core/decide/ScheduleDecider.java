package io.usher.core.decide;

import io.usher.core.command.Answer.ScheduleAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ScheduleChanged;
import io.usher.core.event.Event.ScheduleDeleted;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.Host;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules of schedules: each step of an occurrence is done once, in order, and not before its time. */
final class ScheduleDecider {

    /** Sessions that one command logs off; the step is done when none is left. */
    private static final int MOST_LOGGED_OFF = 5_000;

    /** How long a host may take to start again, with whatever it installs meanwhile. */
    private static final Duration REBOOT_TIMEOUT = Duration.ofMinutes(30);

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

    /**
     * What comes of it is another plan: it starts from now on, and steps that were proposed for the old one are void.
     */
    Ruling update(UpdateSchedule command) {
        Optional<Schedule> found = view.schedule(command.id());
        if (found.isEmpty()) {
            return notFound(command.id());
        }
        return Etag.refuseUnless(command.expected(), found.get().created()).orElseGet(() -> replace(command));
    }

    private Ruling replace(UpdateSchedule command) {
        Schedule before = view.schedule(command.id()).orElseThrow();
        if (before.isUnderWay()) {
            return Ruling.refuse(
                    RefusalReason.SCHEDULE_UNDER_WAY,
                    "schedule",
                    before.id(),
                    "steps",
                    before.progress().stepsDone() + " of "
                            + before.settings().steps().size());
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
            case LOG_OFF -> end(schedule, ActionKind.LOG_OFF, done);
            case RESET -> end(schedule, ActionKind.RESET, done);
            case MESSAGE -> message(schedule, step, done);
            case REBOOT -> reboot(schedule, done);
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

    private Ruling end(Schedule schedule, ActionKind kind, ScheduleProgress done) {
        List<Event> orders = sessions(schedule)
                .flatMap(session -> SessionDecider.end(session, kind, context).stream())
                .limit(MOST_LOGGED_OFF)
                .toList();
        return changed(schedule.with(orders.size() == MOST_LOGGED_OFF ? goesOn(done, "") : done), orders);
    }

    /** In order of id, so that each session gets the message once however many commands it takes. */
    private Ruling message(Schedule schedule, ScheduleStep step, ScheduleProgress done) {
        ActionDecider actions = new ActionDecider(view, context);
        ActionOrder order = new ActionOrder(ActionKind.MESSAGE, step.title(), step.text(), ActionOrder.DEFAULT_TIMEOUT);
        Optional<SessionId> reached = Optional.of(schedule.progress().reached())
                .filter(text -> !text.isEmpty())
                .map(SessionId::parse);
        List<Session> readers = sessions(schedule)
                .filter(session -> ActionDecider.isPossible(session, ActionKind.MESSAGE))
                .filter(session ->
                        reached.map(id -> session.id().compareTo(id) > 0).orElse(true))
                .sorted(Comparator.comparing(Session::id))
                .limit(ActionDecider.MOST_AT_ONCE)
                .toList();
        readers.stream()
                .filter(session -> actions.hasRoom(session.host()))
                .forEach(session -> actions.orderOneOfMany(session, order));
        boolean isFull = readers.size() == ActionDecider.MOST_AT_ONCE;
        ScheduleProgress next =
                isFull ? goesOn(done, readers.get(readers.size() - 1).id().toString()) : done;
        return changed(schedule.with(next), actions.events());
    }

    private Ruling reboot(Schedule schedule, ScheduleProgress done) {
        ActionDecider actions = new ActionDecider(view, context);
        ActionOrder order = new ActionOrder(ActionKind.REBOOT, "", "", REBOOT_TIMEOUT);
        String reached = schedule.progress().reached();
        List<Host> hosts = view.hostsOf(schedule.settings().pool()).stream()
                .filter(host -> host.id().value().compareTo(reached) > 0)
                .limit(ActionDecider.MOST_AT_ONCE)
                .toList();
        hosts.stream()
                .filter(host -> actions.mayReboot(host) && actions.hasRoom(host.id()))
                .forEach(host -> actions.reboot(host, order));
        boolean isFull = hosts.size() == ActionDecider.MOST_AT_ONCE;
        ScheduleProgress next =
                isFull ? goesOn(done, hosts.get(hosts.size() - 1).id().value()) : done;
        return changed(schedule.with(next), actions.events());
    }

    private Stream<Session> sessions(Schedule schedule) {
        return view.hostsOf(schedule.settings().pool()).stream().flatMap(host -> view.sessionsOn(host.id()).stream());
    }

    /** The step is too much for one command. */
    private static ScheduleProgress goesOn(ScheduleProgress done, String reached) {
        return new ScheduleProgress(done.occurrence(), done.stepsDone() - 1, false, reached);
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
