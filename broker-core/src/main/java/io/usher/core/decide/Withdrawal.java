package io.usher.core.decide;

import io.usher.core.command.CommandContext;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOutcome;
import io.usher.core.model.ActionState;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.util.List;
import java.util.Optional;

/**
 * Actions that come to nothing: what their hosts have not done is not to be done any more. Only an order to end a
 * session that timed out stands, as the session may be ended already or be ended yet.
 */
final class Withdrawal {

    private final BrokerView view;
    private final CommandContext context;
    private final List<Event> events;

    /**
     * For one command.
     *
     * @param events what the command did so far, and where what follows is added
     */
    Withdrawal(BrokerView view, CommandContext context, List<Event> events) {
        this.view = view;
        this.context = context;
        this.events = events;
    }

    void timedOut(Action action) {
        settle(action, ActionState.TIMED_OUT, "");
        if (!action.kind().endsSession()) {
            withdraw(action);
        }
    }

    void failed(Action action, String reason) {
        settle(action, ActionState.FAILED, reason);
        withdraw(action);
    }

    void done(Action action) {
        settle(action, ActionState.DONE, "");
        withdraw(action);
    }

    /** Whether the word of its host is enough; everything else that is done shows by itself. */
    static boolean isDoneWhenSaid(Action action) {
        return action.kind() == ActionKind.MESSAGE || action.kind() == ActionKind.DISCONNECT;
    }

    private void settle(Action action, ActionState state, String reason) {
        events.add(
                new ActionChanged(action.settled(new ActionOutcome(state, reason, context.now(), context.position()))));
    }

    private void withdraw(Action action) {
        action.session()
                .flatMap(this::latest)
                .filter(session -> session.state() != SessionState.ENDED)
                .filter(session -> isOrdered(session, action.id()))
                .map(session -> session.with(session.status().withoutAction(), context.position()))
                .ifPresent(session -> events.add(new SessionChanged(session, SessionChange.ACTION_WITHDRAWN)));
    }

    /** The session as the events of this command leave it. */
    private Optional<Session> latest(SessionId id) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i) instanceof SessionChanged changed
                    && changed.session().id().equals(id)) {
                return Optional.of(changed.session());
            }
        }
        return view.session(id);
    }

    private static boolean isOrdered(Session session, ActionId id) {
        return session.status()
                .action()
                .filter(order -> order.requested().equals(id.requested()))
                .isPresent();
    }
}
