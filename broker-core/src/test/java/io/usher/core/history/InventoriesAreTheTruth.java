package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.Binding;
import io.usher.core.command.Answer.InventoryTaken;
import io.usher.core.command.Answer.Order;
import io.usher.core.command.ReportInventory;
import io.usher.core.model.Action;
import io.usher.core.model.ActionKind;
import io.usher.core.model.HostId;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.state.StateImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** After an inventory, the host's confirmed sessions are the ones it listed; all it has to do is in the answer. */
final class InventoriesAreTheTruth implements Invariant {

    @Override
    public void check(Transition t) {
        if (t.isRepeated()
                || !(t.outcome().reply() instanceof InventoryTaken taken)
                || !(t.step().command() instanceof ReportInventory command)) {
            return;
        }
        assertThat(taken.asOf()).isEqualTo(t.step().position());
        assertThat(taken.bindings().stream().map(Binding::hostKey))
                .isEqualTo(command.entries().stream()
                        .map(InventoryEntry::key)
                        .sorted()
                        .toList());
        assertThat(taken.bindings()).extracting(Binding::session).doesNotHaveDuplicates();
        Set<SessionId> listed = new TreeSet<>();
        for (Binding binding : taken.bindings()) {
            Session session = Transition.session(t.after(), binding.session()).orElseThrow();
            assertThat(session.host()).isEqualTo(command.host());
            assertThat(session.status().hostKey()).contains(binding.hostKey());
            if (session.state() != SessionState.ENDED) {
                listed.add(session.id());
            }
        }
        assertThat(Recount.on(t.after(), command.host()).stream()
                        .filter(session -> session.state() != SessionState.PENDING)
                        .map(Session::id))
                .isEqualTo(List.copyOf(listed));
        assertThat(taken.orders()).isEqualTo(orders(t.after(), command.host()));
    }

    private static List<Order> orders(StateImage image, HostId host) {
        Stream<Order> ofSessions = Stream.concat(image.sessions().stream(), image.ended().stream())
                .filter(session -> session.host().equals(host))
                .filter(session -> session.status().action().isPresent())
                .map(session -> new Order(
                        session.id(),
                        session.status().hostKey(),
                        session.status().action().orElseThrow()));
        return Stream.concat(ofSessions, messagesAndReboots(image, host))
                .sorted(Comparator.<Order, LogPosition>comparing(
                                order -> order.action().requested())
                        .thenComparing(
                                order -> order.session().map(SessionId::created).orElse(LogPosition.NONE)))
                .toList();
    }

    /** Few enough that all of them are told at once. */
    private static Stream<Order> messagesAndReboots(StateImage image, HostId host) {
        return image.actions().stream()
                .filter(action -> action.host().equals(host) && action.isPending())
                .filter(action -> action.kind() == ActionKind.MESSAGE || action.kind() == ActionKind.REBOOT)
                .flatMap(action -> order(image, action).stream());
    }

    private static Optional<Order> order(StateImage image, Action action) {
        SessionAction order = new SessionAction(action.kind(), action.id().requested());
        if (action.kind() == ActionKind.REBOOT) {
            return Optional.of(new Order(Optional.empty(), Optional.empty(), order, Optional.empty()));
        }
        Session session =
                Transition.session(image, action.session().orElseThrow()).orElseThrow();
        boolean there = session.state() == SessionState.ACTIVE || session.state() == SessionState.IDLE;
        return Optional.of(new Order(action.session(), session.status().hostKey(), order, Optional.of(action.order())))
                .filter(told -> there);
    }
}
