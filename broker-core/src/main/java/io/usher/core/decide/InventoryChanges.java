package io.usher.core.decide;

import io.usher.core.command.CommandContext;
import io.usher.core.event.Event;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.EndReason;
import io.usher.core.model.Fence;
import io.usher.core.model.Grant;
import io.usher.core.model.Host;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Seat;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.SessionStatus;
import io.usher.core.model.SessionSubject;
import java.util.List;
import java.util.Optional;

/** What an inventory makes of one session. Adds events only where something changed. */
final class InventoryChanges {

    private final CommandContext context;
    private final Host host;

    InventoryChanges(CommandContext context, Host host) {
        this.context = context;
        this.host = host;
    }

    /** The host shows the session. One that ended must be ended there too. */
    Session observed(Session session, InventoryEntry entry, LogPosition ordersDone, List<Event> events) {
        if (session.state() == SessionState.ENDED) {
            SessionAction logOff =
                    session.status().action().orElse(new SessionAction(ActionKind.LOG_OFF, context.position()));
            SessionStatus status = session.status().withAction(logOff).withHostKey(entry.key());
            return changed(session, status, SessionChange.ACTION_REQUESTED, events);
        }
        SessionState seen = entry.state().state();
        SessionStatus status = session.status()
                .in(seen, context.now())
                .unusedSince(unusedSince(session.status(), entry))
                .confirmedAt(context.position())
                .withHostKey(entry.key());
        boolean disconnectDone = status.action()
                .filter(action -> action.kind() == ActionKind.DISCONNECT)
                .filter(action -> seen == SessionState.DISCONNECTED || isDone(action, ordersDone))
                .isPresent();
        return changed(session, disconnectDone ? status.withoutAction() : status, SessionChange.OBSERVED, events);
    }

    /** Nobody assigned it and it runs: it takes a seat, whatever the limits say. */
    Session adopted(LogPosition position, InventoryEntry entry, List<Event> events) {
        SessionStatus before = SessionStatus.pending(context.now());
        SessionStatus status = before.in(entry.state().state(), context.now())
                .unusedSince(unusedSince(before, entry))
                .withHostKey(entry.key())
                .confirmedAt(context.position());
        // No ticket was issued, so the fence need not be unlike others; but it must be below that of the next
        // assignment,
        // which may come in the same entry and so below the made-up position.
        Grant grant = new Grant(
                new Fence(context.position()),
                host.incarnation(),
                context.now(),
                context.now(),
                true,
                Optional.empty());
        Session session = new Session(
                new SessionId(position),
                new SessionSubject(entry.user(), Optional.empty(), ClientInfo.UNKNOWN),
                new Seat(host.pool(), host.id()),
                grant,
                status,
                context.position());
        events.add(new SessionChanged(session, SessionChange.ADOPTED));
        return session;
    }

    /** The host does not show the session. Present in the result while the host still has something to do about it. */
    Optional<Session> missing(Session session, LogPosition ordersDone, List<Event> events) {
        SessionStatus status = session.status();
        if (session.state() == SessionState.ENDED) {
            changed(session, status.withoutAction(), SessionChange.OBSERVED, events);
            return Optional.empty();
        }
        if (session.state() == SessionState.PENDING) {
            boolean ticketVoid =
                    status.action().filter(action -> isDone(action, ordersDone)).isPresent();
            if (!ticketVoid) {
                return Optional.of(session);
            }
            changed(session, status.ended(EndReason.ENDED_ON_REQUEST, context.now()), SessionChange.ENDED, events);
            return Optional.empty();
        }
        if (ticketIsOut(session, ordersDone)) {
            return Optional.of(changed(session, status.awaited(context.now()), SessionChange.OBSERVED, events));
        }
        changed(session, status.ended(EndReason.GONE_FROM_HOST, context.now()), SessionChange.ENDED, events);
        return Optional.empty();
    }

    /**
     * Whether the host may let somebody in with a ticket of the session that it has not told of yet. Were the session
     * given up, the user could get another one elsewhere meanwhile ({@code GrantKeepsSession} in {@code src/tla}).
     */
    private boolean ticketIsOut(Session session, LogPosition ordersDone) {
        Grant grant = session.grant();
        boolean ticketVoid =
                session.isLoggingOff() && isDone(session.status().action().get(), ordersDone);
        return !ticketVoid
                && !grant.redeemed()
                && grant.incarnation().equals(host.incarnation())
                && grant.leaseEnds().isAfter(context.now());
    }

    private Optional<LogTime> unusedSince(SessionStatus before, InventoryEntry entry) {
        return entry.unused() ? Optional.of(before.unusedSince().orElse(context.now())) : Optional.empty();
    }

    private static boolean isDone(SessionAction action, LogPosition ordersDone) {
        return action.requested().compareTo(ordersDone) <= 0;
    }

    private Session changed(Session session, SessionStatus status, SessionChange change, List<Event> events) {
        if (status.equals(session.status())) {
            return session;
        }
        Session after = session.with(status, context.position());
        events.add(new SessionChanged(after, change));
        return after;
    }
}
