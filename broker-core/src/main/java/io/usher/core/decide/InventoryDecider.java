package io.usher.core.decide;

import io.usher.core.command.Answer.Binding;
import io.usher.core.command.Answer.InventoryTaken;
import io.usher.core.command.Answer.Order;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.ReportInventory;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.HostChange;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionReport;
import io.usher.core.model.Host;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules of a host's full list: what it shows is true, what it no longer shows is over, what is new is adopted. */
final class InventoryDecider {

    /** Messages in one answer: those above come with the next. */
    private static final int MOST_MESSAGES = 256;

    private static final Comparator<Order> BY_REQUEST = Comparator.<Order, LogPosition>comparing(
                    order -> order.action().requested())
            .thenComparing(order -> order.session().map(SessionId::created).orElse(LogPosition.NONE));

    private final BrokerView view;
    private final CommandContext context;

    InventoryDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling report(ReportInventory command) {
        Optional<Refusal> badHost = TicketDecider.refuseSpeaker(view, command.host(), command.incarnation());
        if (badHost.isPresent()) {
            return new Ruling(badHost.get(), List.of());
        }
        Host host = view.host(command.host()).orElseThrow();
        if (command.epoch() <= host.status().epoch()) {
            return Ruling.refuse(
                    RefusalReason.STALE_EPOCH, "expected above", host.status().epoch(), "found", command.epoch());
        }
        List<Event> events = new ArrayList<>();
        events.add(new HostChanged(host.withEpoch(command.epoch()), HostChange.HEARD));
        return take(command, host, events);
    }

    private Ruling take(ReportInventory command, Host host, List<Event> events) {
        InventoryMatch match = InventoryMatch.of(view, command);
        InventoryChanges changes = new InventoryChanges(context, host);
        SortedMap<SessionId, Session> after = new TreeMap<>();
        SortedMap<String, Binding> bindings = new TreeMap<>();
        int strangers = 0;
        for (InventoryEntry entry : command.entries()) {
            Optional<Session> known = match.sessionOf(entry);
            Session session = known.isPresent()
                    ? changes.observed(known.get(), entry, command.ordersDone(), events)
                    : changes.adopted(context.position().derived(++strangers), entry, events);
            after.put(session.id(), session);
            bindings.put(entry.key(), new Binding(entry.key(), session.id()));
        }
        for (Session missing : match.missing()) {
            changes.missing(missing, command.ordersDone(), events).ifPresent(left -> after.put(left.id(), left));
        }
        Set<ActionId> settled = settle(command, events, after);
        List<Order> orders = Stream.concat(orders(after.values()), ownOrders(host, settled, after))
                .sorted(BY_REQUEST)
                .toList();
        return new Ruling(new InventoryTaken(context.position(), orders, List.copyOf(bindings.values())), events);
    }

    /** What became of actions: first what the sessions themselves show, then what the agent says. */
    private Set<ActionId> settle(ReportInventory command, List<Event> events, SortedMap<SessionId, Session> after) {
        events.addAll(ActionSettlement.follow(view, context, events));
        Set<ActionId> settled = new TreeSet<>();
        events.forEach(event -> {
            if (event instanceof ActionChanged changed) {
                settled.add(changed.action().id());
            }
        });
        Withdrawal withdrawal = new Withdrawal(view, context, events);
        for (ActionReport report : command.reports()) {
            view.action(report.action())
                    .filter(action -> action.isPending() && action.host().equals(command.host()))
                    .filter(action -> report.failure().isPresent() || Withdrawal.isDoneWhenSaid(action))
                    .filter(action -> settled.add(action.id()))
                    .ifPresent(action -> report.failure()
                            .ifPresentOrElse(
                                    reason -> withdrawal.failed(action, reason), () -> withdrawal.done(action)));
        }
        events.forEach(event -> {
            if (event instanceof SessionChanged changed && changed.change() == SessionChange.ACTION_WITHDRAWN) {
                after.put(changed.session().id(), changed.session());
            }
        });
        return settled;
    }

    /** What the host has to do, from the sessions as they are after this inventory. */
    private static Stream<Order> orders(Collection<Session> sessions) {
        return sessions.stream()
                .filter(session -> session.status().action().isPresent())
                .filter(session -> session.state() != SessionState.LOST)
                .map(session -> new Order(
                        session.id(),
                        session.status().hostKey(),
                        session.status().action().get()));
    }

    /** Messages to sessions with somebody there to read them, and what the host is to do with itself. */
    private Stream<Order> ownOrders(Host host, Set<ActionId> settled, SortedMap<SessionId, Session> after) {
        return view.pendingActionsOn(host.id()).stream()
                .filter(action -> !action.kind().changesSession() && !settled.contains(action.id()))
                .filter(action -> action.session().isEmpty() || hasReader(action, after))
                .limit(MOST_MESSAGES)
                .map(action -> new Order(
                        action.session(),
                        keyOf(action, after),
                        new SessionAction(action.kind(), action.id().requested()),
                        Optional.of(action.order()).filter(order -> order.kind() == ActionKind.MESSAGE)));
    }

    private static boolean hasReader(Action action, SortedMap<SessionId, Session> after) {
        return sessionOf(action, after)
                .filter(session -> session.state().hasClient())
                .isPresent();
    }

    private static Optional<String> keyOf(Action action, SortedMap<SessionId, Session> after) {
        return sessionOf(action, after).flatMap(session -> session.status().hostKey());
    }

    private static Optional<Session> sessionOf(Action action, SortedMap<SessionId, Session> after) {
        return action.session().flatMap(id -> Optional.ofNullable(after.get(id)));
    }
}
