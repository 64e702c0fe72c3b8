package io.usher.it.history.naive;

import io.usher.core.command.RefusalReason;
import io.usher.core.command.ReportInventory;
import io.usher.core.model.ActionKind;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A host's full list: what it shows is so, what it shows no more is over, what nobody sent is adopted. */
final class InventoryRules {

    private final NaiveState state;

    InventoryRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer report(ReportInventory command) {
        Optional<NaiveAnswer> bad =
                new TicketRules(state).refuseSpeaker(command.host().value(), command.incarnation());
        if (bad.isPresent()) {
            return bad.get();
        }
        NaiveHost host = state.host(command.host().value()).orElseThrow();
        if (command.epoch() <= host.epoch) {
            return Refused.because(
                    RefusalReason.STALE_EPOCH, Map.of("expected above", host.epoch, "found", command.epoch()));
        }
        host.epoch = command.epoch();
        NaiveMatch match = new NaiveMatch(state, host, command.entries());
        ConnectResponse.InventoryTaken.Builder taken = ConnectResponse.InventoryTaken.newBuilder()
                .setEpoch(command.epoch())
                .setAsOf(state.position.toString());
        List<NaiveSession> concerned = new ArrayList<>();
        int strangers = 0;
        for (InventoryEntry entry : command.entries()) {
            NaiveSession session;
            Optional<NaiveSession> known = match.of(entry);
            if (known.isPresent()) {
                session = known.get();
                observe(session, entry, command.ordersDone());
            } else {
                strangers++;
                session = adopt(entry, host, strangers);
            }
            concerned.add(session);
            taken.addBindings(
                    ConnectResponse.Binding.newBuilder().setKey(entry.key()).setSession("sessions/" + session.name()));
        }
        for (NaiveSession missing : match.missing()) {
            miss(missing, host, command.ordersDone());
            concerned.add(missing);
        }
        new ActionRules(state).report(host.id, command.reports());
        addOrders(taken, concerned, host);
        return new Done(inOrder(taken));
    }

    private void observe(NaiveSession session, InventoryEntry entry, LogPosition ordersDone) {
        Session before = session.picture();
        LogPosition confirmedBefore = session.confirmed;
        LogPosition orderedBefore = session.ordered;
        session.key = entry.key();
        if (session.is(Session.State.STATE_ENDED)) {
            if (session.action == Session.Action.ACTION_UNSPECIFIED) {
                session.order(Session.Action.ACTION_LOG_OFF, state.position);
            }
        } else {
            Session.State seen = seen(entry);
            long unusedSince = unusedSince(session, entry);
            session.move(seen, state.now);
            session.unusedSince = unusedSince;
            session.confirm(state.position);
            boolean away = seen == Session.State.STATE_DISCONNECTED || isDone(session, ordersDone);
            if (session.action == Session.Action.ACTION_DISCONNECT && away) {
                session.forgetOrder();
            }
        }
        boolean same = session.picture().equals(before)
                && session.confirmed.equals(confirmedBefore)
                && session.ordered.equals(orderedBefore);
        if (!same) {
            state.changed(
                    session,
                    session.is(Session.State.STATE_ENDED)
                            ? SessionEvent.Change.CHANGE_ACTION_REQUESTED
                            : SessionEvent.Change.CHANGE_OBSERVED);
        }
    }

    private NaiveSession adopt(InventoryEntry entry, NaiveHost host, int number) {
        LogPosition id =
                new LogPosition(state.position.index(), state.position.ordinal() + number * LogPosition.MAX_COMMANDS);
        NaiveSession session = new NaiveSession(id, entry.user().value(), "", host);
        session.state = seen(entry);
        session.since = state.now;
        session.unusedSince = unusedSince(session, entry);
        session.key = entry.key();
        session.confirmed = state.position;
        session.fence = state.position;
        session.incarnation = host.incarnation;
        session.expires = state.now;
        session.leaseEnds = state.now;
        session.redeemed = true;
        state.add(session, SessionEvent.Change.CHANGE_ADOPTED);
        return session;
    }

    private void miss(NaiveSession session, NaiveHost host, LogPosition ordersDone) {
        if (session.is(Session.State.STATE_ENDED)) {
            session.forgetOrder();
            state.changed(session, SessionEvent.Change.CHANGE_OBSERVED);
        } else if (!session.is(Session.State.STATE_PENDING)) {
            if (ticketIsOut(session, host, ordersDone)) {
                session.awaitArrival(state.now);
                state.changed(session, SessionEvent.Change.CHANGE_OBSERVED);
            } else {
                end(session, Session.EndReason.END_REASON_GONE_FROM_HOST);
            }
        } else if (session.action != Session.Action.ACTION_UNSPECIFIED && isDone(session, ordersDone)) {
            end(session, Session.EndReason.END_REASON_ENDED_ON_REQUEST);
        }
    }

    private boolean ticketIsOut(NaiveSession session, NaiveHost host, LogPosition ordersDone) {
        boolean ticketVoid = session.isLoggingOff() && isDone(session, ordersDone);
        return !ticketVoid
                && !session.redeemed
                && session.incarnation.equals(host.incarnation)
                && session.leaseEnds > state.now;
    }

    private void end(NaiveSession session, Session.EndReason reason) {
        session.end(reason, state.now);
        state.changed(session, SessionEvent.Change.CHANGE_ENDED);
    }

    private static Session.State seen(InventoryEntry entry) {
        return switch (entry.state()) {
            case DISCONNECTED -> Session.State.STATE_DISCONNECTED;
            case IDLE -> Session.State.STATE_IDLE;
            default -> Session.State.STATE_ACTIVE;
        };
    }

    private static boolean isDone(NaiveSession session, LogPosition ordersDone) {
        return session.ordered.compareTo(ordersDone) <= 0;
    }

    private void addOrders(ConnectResponse.InventoryTaken.Builder taken, List<NaiveSession> concerned, NaiveHost host) {
        Map<LogPosition, List<ConnectResponse.Order>> orders = new TreeMap<>();
        concerned.stream()
                .filter(session -> session.action != Session.Action.ACTION_UNSPECIFIED)
                .filter(session -> !session.is(Session.State.STATE_LOST))
                .sorted(Comparator.comparing(session -> session.id))
                .forEach(session -> orders.computeIfAbsent(session.ordered, position -> new ArrayList<>())
                        .add(ConnectResponse.Order.newBuilder()
                                .setOrderId(session.ordered.toString())
                                .setKind(ConnectResponse.Order.Kind.valueOf(
                                        session.action.name().replace("ACTION_", "KIND_")))
                                .setSession("sessions/" + session.name())
                                .setKey(session.key)
                                .build()));
        new ActionRules(state)
                .pending(host.id).stream()
                        .flatMap(action -> order(action).stream())
                        .limit(256)
                        .forEach(order -> orders.put(LogPosition.parse(order.getOrderId()), List.of(order)));
        orders.values().forEach(taken::addAllOrders);
    }

    /** What is no order of a session itself: a message to somebody who is there, or to start again. */
    private Optional<ConnectResponse.Order> order(NaiveAction action) {
        ConnectResponse.Order.Builder order = ConnectResponse.Order.newBuilder().setOrderId(action.id.toString());
        if (action.order.kind() == ActionKind.REBOOT) {
            return Optional.of(
                    order.setKind(ConnectResponse.Order.Kind.KIND_REBOOT).build());
        }
        if (action.order.kind() != ActionKind.MESSAGE) {
            return Optional.empty();
        }
        return state.live(action.session)
                .filter(NaiveSession::hasClient)
                .map(session -> order.setKind(ConnectResponse.Order.Kind.KIND_MESSAGE)
                        .setSession("sessions/" + session.name())
                        .setKey(session.key)
                        .setTitle(action.order.title())
                        .setText(action.order.text())
                        .build());
    }

    /** Bindings in order of key, as the API lists them. */
    private static ConnectResponse.InventoryTaken inOrder(ConnectResponse.InventoryTaken.Builder taken) {
        List<ConnectResponse.Binding> bindings = taken.getBindingsList().stream()
                .sorted(Comparator.comparing(ConnectResponse.Binding::getKey))
                .toList();
        return taken.clearBindings().addAllBindings(bindings).build();
    }

    private long unusedSince(NaiveSession before, InventoryEntry entry) {
        if (!entry.unused()) {
            return -1;
        }
        return before.unusedSince >= 0 ? before.unusedSince : state.now;
    }
}
