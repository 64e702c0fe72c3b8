package io.usher.core.decide;

import io.usher.core.command.CommandContext;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.HostRemoved;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.HostChange;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOutcome;
import io.usher.core.model.ActionState;
import io.usher.core.model.EndReason;
import io.usher.core.model.Host;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What becomes of pending actions by what happened to their sessions and hosts, whatever the command was: a session
 * that is over was logged off, one without a client was disconnected, and a host whose agent started again was started
 * again.
 */
public final class ActionSettlement {

    private static final String REPLACED = "another order took its place";

    private final BrokerView view;
    private final CommandContext context;
    private final List<Event> added = new ArrayList<>();
    private final SortedSet<ActionId> settled = new TreeSet<>();

    private ActionSettlement(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    /** The ruling with what becomes of actions by its events. */
    public static Ruling complete(BrokerView view, CommandContext context, Ruling ruling) {
        List<Event> follow = follow(view, context, ruling.events());
        if (follow.isEmpty()) {
            return ruling;
        }
        List<Event> all = new ArrayList<>(ruling.events());
        all.addAll(follow);
        return new Ruling(ruling.reply(), all);
    }

    /** What becomes of actions by events, apart from those of which the events tell themselves. */
    static List<Event> follow(BrokerView view, CommandContext context, List<Event> events) {
        ActionSettlement settlement = new ActionSettlement(view, context);
        for (Event event : events) {
            if (event instanceof ActionChanged changed) {
                settlement.settled.add(changed.action().id());
            }
        }
        events.forEach(settlement::follow);
        return settlement.added;
    }

    private void follow(Event event) {
        if (event instanceof SessionChanged changed) {
            Session session = changed.session();
            for (Action action : view.pendingActionsOf(session.id())) {
                outcome(action, session).ifPresent(outcome -> settle(action, outcome));
            }
        } else if (event instanceof HostChanged changed) {
            boolean registered = changed.change() == HostChange.REGISTERED || changed.change() == HostChange.BACK;
            if (registered && startedAgain(changed.host())) {
                settleReboots(changed.host(), ActionState.DONE);
            }
        } else if (event instanceof HostRemoved removed) {
            view.host(removed.host()).ifPresent(host -> settleReboots(host, ActionState.GONE));
        }
    }

    private Optional<ActionOutcome> outcome(Action action, Session session) {
        if (session.state() == SessionState.ENDED) {
            EndReason reason = session.status().endReason().orElseThrow();
            boolean ended = reason == EndReason.GONE_FROM_HOST || reason == EndReason.ENDED_ON_REQUEST;
            return Optional.of(outcome(action.kind().endsSession() && ended ? ActionState.DONE : ActionState.GONE, ""));
        }
        if (action.kind() != ActionKind.DISCONNECT) {
            return Optional.empty();
        }
        if (session.state() == SessionState.DISCONNECTED) {
            return Optional.of(outcome(ActionState.DONE, ""));
        }
        Optional<SessionAction> order = session.status().action();
        if (order.isPresent()) {
            return order.get().requested().equals(action.id().requested())
                    ? Optional.empty()
                    : Optional.of(outcome(ActionState.GONE, REPLACED));
        }
        // Its host said that it was done and somebody came back at once, or it ended on its host.
        return Optional.of(outcome(session.state().hasClient() ? ActionState.DONE : ActionState.GONE, ""));
    }

    private ActionOutcome outcome(ActionState state, String reason) {
        return new ActionOutcome(state, reason, context.now(), context.position());
    }

    private boolean startedAgain(Host host) {
        return view.host(host.id())
                .filter(before -> !before.registration()
                        .agentInstance()
                        .equals(host.registration().agentInstance()))
                .isPresent();
    }

    private void settleReboots(Host host, ActionState state) {
        for (Action action : view.pendingActionsOn(host.id())) {
            if (action.kind() == ActionKind.REBOOT) {
                settle(action, outcome(state, ""));
            }
        }
    }

    private void settle(Action action, ActionOutcome outcome) {
        if (settled.add(action.id())) {
            added.add(new ActionChanged(action.settled(outcome)));
        }
    }
}
