package io.usher.core.decide;

import io.usher.core.command.Answer.ActionsRequested;
import io.usher.core.command.CommandContext;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RequestActions;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionOutcome;
import io.usher.core.model.ActionState;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.EndReason;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Rules of what hosts are asked to do: for each session or host one action, and as many at a time as there is room for.
 */
final class ActionDecider {

    /** Actions of one command; those above come with the next. */
    static final int MOST_AT_ONCE = 4_000;

    private static final String TOLD_LATER = "its host is lost and is told when it is back";

    private final BrokerView view;
    private final CommandContext context;
    private final SortedMap<HostId, Integer> asked = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<LogPosition> names = new ArrayList<>();

    ActionDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling request(RequestActions command) {
        ActionTarget target = command.target();
        if (target.host().isPresent() && view.host(target.host().get()).isEmpty()) {
            return HostDecider.notFound(target.host().get());
        }
        if (target.pool().isPresent() && view.pool(target.pool().get()).isEmpty()) {
            return PoolDecider.notFound(target.pool().get());
        }
        if (command.order().kind() == ActionKind.REBOOT) {
            return reboot(command);
        }
        return target.session().isPresent() ? requestOne(command) : requestMany(command);
    }

    private Ruling requestOne(RequestActions command) {
        Optional<Session> found = matching(command.target()).stream()
                .filter(command.target()::contains)
                .findFirst();
        if (found.isEmpty()) {
            return SessionDecider.notFound(command.target().session().orElseThrow());
        }
        Session session = found.get();
        if (!isPossible(session, command.order().kind())) {
            return SessionDecider.illegal(session);
        }
        if (!hasRoom(session.host())) {
            return full();
        }
        orderOne(session, command.order());
        return answer(0, 0);
    }

    private Ruling requestMany(RequestActions command) {
        int skipped = 0;
        int left = 0;
        for (Session session : matching(command.target())) {
            if (!command.target().contains(session)) {
                continue;
            }
            if (!isPossible(session, command.order().kind())) {
                skipped++;
            } else if (names.size() == MOST_AT_ONCE || !hasRoom(session.host())) {
                left++;
            } else {
                orderOneOfMany(session, command.order());
            }
        }
        return answer(skipped, left);
    }

    private Ruling reboot(RequestActions command) {
        Collection<Host> hosts = command.target().host().isPresent()
                ? view.host(command.target().host().get()).stream().toList()
                : view.hostsOf(command.target().pool().orElseThrow());
        int skipped = 0;
        int left = 0;
        for (Host host : hosts) {
            boolean inPool = command.target().pool().map(host.pool()::equals).orElse(true);
            if (!inPool || !mayReboot(host)) {
                skipped++;
            } else if (names.size() == MOST_AT_ONCE || !hasRoom(host.id())) {
                left++;
            } else {
                reboot(host, command.order());
            }
        }
        return answer(skipped, left);
    }

    /** A host that is lost has nobody who could be told, and one that was told is not told twice. */
    boolean mayReboot(Host host) {
        return host.isUp()
                && view.pendingActionsOn(host.id()).stream().noneMatch(action -> action.kind() == ActionKind.REBOOT);
    }

    /** Everything that may fit, and what one of the filters let through at the least. */
    private List<Session> matching(ActionTarget target) {
        if (target.session().isPresent()) {
            return view.session(target.session().get()).stream()
                    .filter(session -> session.state() != SessionState.ENDED)
                    .toList();
        }
        if (target.user().isPresent()) {
            return view.sessionsOf(target.user().get());
        }
        Stream<HostId> hosts = target.host().isPresent()
                ? target.host().stream()
                : view.hostsOf(target.pool().orElseThrow()).stream().map(Host::id);
        return hosts.flatMap(host -> view.sessionsOn(host).stream()).toList();
    }

    static boolean isPossible(Session session, ActionKind kind) {
        return switch (kind) {
            case LOG_OFF -> !session.isLoggingOff() || session.state() == SessionState.LOST;
            case RESET ->
                session.state() == SessionState.LOST
                        || session.status()
                                .action()
                                .filter(action -> action.kind() == ActionKind.RESET)
                                .isEmpty();
            case DISCONNECT -> session.state().hasClient() && !session.isLoggingOff();
            case MESSAGE -> session.state().hasClient();
            case REBOOT -> false;
        };
    }

    /** Whether one more action of the host can be remembered. */
    boolean hasRoom(HostId host) {
        return view.pendingActionsOn(host).size() + asked.getOrDefault(host, 0) < Limits.PENDING_ACTIONS_ON_HOST
                && view.pendingActions() + names.size() < Limits.PENDING_ACTIONS;
    }

    static Ruling full() {
        return Ruling.refuse(
                RefusalReason.TOO_MANY, "kind", "pending actions", "bound", Limits.PENDING_ACTIONS_ON_HOST);
    }

    /** Orders the one thing that a command is about. */
    Session orderOne(Session session, ActionOrder order) {
        names.add(context.position());
        return order(session, order, context.position());
    }

    /** Orders one of several things that a command is about. */
    void orderOneOfMany(Session session, ActionOrder order) {
        order(session, order, name(session.host()));
    }

    /** Orders it, and notes that it was asked for. */
    private Session order(Session session, ActionOrder order, LogPosition name) {
        if (order.kind().endsSession() && session.state() == SessionState.LOST) {
            Session ended = SessionDecider.endedUntold(session, EndReason.ENDED_ON_REQUEST, context);
            events.add(new SessionChanged(ended, SessionChange.ENDED));
            note(new ActionId(name), session, order, ActionState.DONE);
            return ended;
        }
        Session ordered = session;
        if (order.kind().changesSession()) {
            ordered = session.with(
                    session.status().withAction(new SessionAction(order.kind(), name)), context.position());
            events.add(new SessionChanged(ordered, SessionChange.ACTION_REQUESTED));
        }
        note(new ActionId(name), session, order, ActionState.PENDING);
        return ordered;
    }

    void reboot(Host host, ActionOrder order) {
        LogPosition name = name(host.id());
        events.add(new ActionChanged(new Action(
                new ActionId(name),
                host.id(),
                Optional.empty(),
                Optional.empty(),
                order,
                context.now().plus(order.timeout()),
                new ActionOutcome(ActionState.PENDING, "", context.now(), context.position()))));
    }

    List<Event> events() {
        return events;
    }

    private LogPosition name(HostId host) {
        asked.merge(host, 1, Integer::sum);
        LogPosition name = context.position().derived(names.size() + 1);
        names.add(name);
        return name;
    }

    private void note(ActionId id, Session session, ActionOrder order, ActionState state) {
        String reason = state == ActionState.DONE ? TOLD_LATER : "";
        events.add(new ActionChanged(new Action(
                id,
                session.host(),
                Optional.of(session.id()),
                Optional.of(session.user()),
                order,
                context.now().plus(order.timeout()),
                new ActionOutcome(state, reason, context.now(), context.position()))));
    }

    private Ruling answer(int skipped, int left) {
        return new Ruling(new ActionsRequested(context.position(), names.size(), skipped, left), events);
    }
}
