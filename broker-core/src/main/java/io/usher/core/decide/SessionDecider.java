package io.usher.core.decide;

import io.usher.core.command.Answer.SessionAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.EndReason;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.SessionStatus;
import io.usher.core.state.BrokerView;
import java.util.Optional;

/** Rules of what can be done to a session that exists. */
final class SessionDecider {

    private final BrokerView view;
    private final CommandContext context;

    SessionDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling disconnect(DisconnectSession command) {
        Optional<Session> session = live(command.id());
        if (session.isEmpty()) {
            return notFound(command.id());
        }
        return ActionDecider.isPossible(session.get(), ActionKind.DISCONNECT)
                ? order(session.get(), ActionKind.DISCONNECT)
                : illegal(session.get());
    }

    /**
     * A host that is up ends the session itself and its inventory shows that it is done; so the user keeps exactly one
     * session even when an arrival is under way. A lost host has no lease: the session can be given up at once.
     */
    Ruling end(EndSession command) {
        Optional<Session> session = live(command.id());
        if (session.isEmpty()) {
            return notFound(command.id());
        }
        return session.get().isLoggingOff() && session.get().state() != SessionState.LOST
                ? Ruling.answer(new SessionAnswer(session.get()))
                : order(session.get(), ActionKind.LOG_OFF);
    }

    static Ruling illegal(Session session) {
        return Ruling.refuse(
                RefusalReason.ILLEGAL_STATE,
                "session",
                session.id(),
                "expected",
                SessionState.ACTIVE,
                "found",
                session.isLoggingOff() ? "LOGGING_OFF" : session.state());
    }

    /** The session is over for the site, and its host has yet to be told. */
    static Session endedUntold(Session session, EndReason reason, CommandContext context) {
        SessionStatus status = session.status()
                .ended(reason, context.now())
                .withAction(new SessionAction(ActionKind.LOG_OFF, context.position()));
        return session.with(status, context.position());
    }

    /** Orders a host that is up to end the session, unless it was ordered before. */
    static Optional<Event> logOff(Session session, CommandContext context) {
        return end(session, ActionKind.LOG_OFF, context);
    }

    /** As above, in one way or the other; by force also where it was ordered in the other way before. */
    static Optional<Event> end(Session session, ActionKind kind, CommandContext context) {
        if (session.state() == SessionState.LOST || !ActionDecider.isPossible(session, kind)) {
            return Optional.empty();
        }
        SessionStatus status = session.status().withAction(new SessionAction(kind, context.position()));
        return Optional.of(
                new SessionChanged(session.with(status, context.position()), SessionChange.ACTION_REQUESTED));
    }

    private Ruling order(Session session, ActionKind kind) {
        ActionDecider actions = new ActionDecider(view, context);
        if (!actions.hasRoom(session.host())) {
            return ActionDecider.full();
        }
        Session ordered = actions.orderOne(session, ActionOrder.of(kind));
        return new Ruling(new SessionAnswer(ordered), actions.events());
    }

    private Optional<Session> live(SessionId id) {
        return view.session(id).filter(session -> session.state() != SessionState.ENDED);
    }

    static Ruling notFound(SessionId id) {
        return Ruling.refuse(RefusalReason.SESSION_NOT_FOUND, "session", id);
    }
}
