package io.usher.core.decide;

import io.usher.core.command.Answer.Binding;
import io.usher.core.command.Answer.InventoryTaken;
import io.usher.core.command.Answer.Order;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.ReportInventory;
import io.usher.core.event.Event;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.HostChange;
import io.usher.core.model.Host;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules of a host's full list: what it shows is true, what it no longer shows is over, what is new is adopted. */
final class InventoryDecider {

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
        List<Session> after = new ArrayList<>();
        SortedMap<String, Binding> bindings = new TreeMap<>();
        int strangers = 0;
        for (InventoryEntry entry : command.entries()) {
            Optional<Session> known = match.sessionOf(entry);
            Session session = known.isPresent()
                    ? changes.observed(known.get(), entry, command.ordersDone(), events)
                    : changes.adopted(context.position().derived(++strangers), entry, events);
            after.add(session);
            bindings.put(entry.key(), new Binding(entry.key(), session.id()));
        }
        for (Session missing : match.missing()) {
            changes.missing(missing, command.ordersDone(), events).ifPresent(after::add);
        }
        List<Order> orders = orders(after);
        return new Ruling(new InventoryTaken(context.position(), orders, List.copyOf(bindings.values())), events);
    }

    /** What the host has to do, from the sessions as they are after this inventory. */
    private static List<Order> orders(List<Session> sessions) {
        Comparator<Order> byRequest = Comparator.<Order, LogPosition>comparing(
                        order -> order.action().requested())
                .thenComparing(Order::session);
        return sessions.stream()
                .filter(session -> session.status().action().isPresent())
                .filter(session -> session.state() != SessionState.LOST)
                .map(session -> new Order(
                        session.id(),
                        session.status().hostKey(),
                        session.status().action().get()))
                .sorted(byRequest)
                .toList();
    }
}
