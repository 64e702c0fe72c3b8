package io.usher.core.decide;

import io.usher.core.command.Answer.Redeemed;
import io.usher.core.command.CommandContext;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.HostChange;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Grant;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogonControl;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.model.SessionStatus;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of arriving with a ticket. */
final class TicketDecider {

    private final BrokerView view;
    private final CommandContext context;

    TicketDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling redeem(RedeemTicket command) {
        Optional<Refusal> badHost = refuseSpeaker(view, command.host(), command.incarnation());
        if (badHost.isPresent()) {
            return new Ruling(badHost.get(), List.of());
        }
        Optional<Session> session =
                view.session(command.session()).filter(found -> found.state() != SessionState.ENDED);
        if (session.isEmpty()) {
            return Ruling.refuse(RefusalReason.SESSION_NOT_FOUND, "session", command.session());
        }
        return refuseTicket(command, session.get())
                .map(refusal -> new Ruling(refusal, List.of()))
                .orElseGet(() -> arrive(command, session.get()));
    }

    /** Refuses a message of an agent that does not speak for the host, or no longer. */
    static Optional<Refusal> refuseSpeaker(BrokerView view, HostId id, HostIncarnation incarnation) {
        Optional<Host> host = view.host(id);
        if (host.isEmpty()) {
            return Optional.of(Refusal.of(RefusalReason.HOST_NOT_FOUND, "host", id));
        }
        if (!host.get().incarnation().equals(incarnation)) {
            return Optional.of(Refusal.of(
                    RefusalReason.STALE_INCARNATION,
                    "host",
                    id,
                    "expected",
                    host.get().incarnation(),
                    "found",
                    incarnation));
        }
        if (!host.get().isUp()) {
            return Optional.of(Refusal.of(RefusalReason.HOST_IS_LOST, "host", id));
        }
        return Optional.empty();
    }

    private Optional<Refusal> refuseTicket(RedeemTicket command, Session session) {
        Grant grant = session.grant();
        boolean elsewhere =
                !session.host().equals(command.host()) || !grant.incarnation().equals(command.incarnation());
        if (elsewhere) {
            return Optional.of(Refusal.of(
                    RefusalReason.TICKET_FOR_OTHER_HOST,
                    "expected",
                    session.host() + " in life " + grant.incarnation(),
                    "found",
                    command.host() + " in life " + command.incarnation()));
        }
        if (!grant.fence().equals(command.fence())) {
            return Optional.of(
                    Refusal.of(RefusalReason.STALE_FENCE, "expected", grant.fence(), "found", command.fence()));
        }
        if (grant.redeemed()) {
            return Optional.of(Refusal.of(RefusalReason.TICKET_USED, "ticket", command.fence()));
        }
        return command.admitted() ? Optional.empty() : refuseEntry(command, session);
    }

    /** What can only be refused while the user is still outside. */
    private Optional<Refusal> refuseEntry(RedeemTicket command, Session session) {
        if (context.now().isAfter(session.grant().expires())) {
            return Optional.of(Refusal.of(RefusalReason.TICKET_EXPIRED, "ticket", command.fence()));
        }
        if (session.isLoggingOff()) {
            return Optional.of(Refusal.of(RefusalReason.SESSION_ENDING, "session", session.id()));
        }
        boolean disabled = view.host(command.host())
                .filter(host -> host.settings().logonControl() == LogonControl.DISABLED)
                .isPresent();
        return disabled
                ? Optional.of(Refusal.of(RefusalReason.HOST_DISABLED, "host", command.host()))
                : Optional.empty();
    }

    private Ruling arrive(RedeemTicket command, Session session) {
        SessionStatus status =
                session.status().in(SessionState.ACTIVE, context.now()).confirmedAt(context.position());
        Session arrived =
                session.with(status, context.position()).with(session.grant().used(), context.position());
        List<Event> events = new ArrayList<>();
        events.add(new SessionChanged(arrived, SessionChange.REDEEMED));
        heard(view.host(command.host()).orElseThrow(), command.epoch()).ifPresent(events::add);
        return Ruling.answer(new Redeemed(session.id(), session.user()), events.toArray(Event[]::new));
    }

    /** Somebody arrived: whatever failed before, the host lets users in. */
    private static Optional<Event> heard(Host host, long epoch) {
        Host heard = epoch > host.status().epoch() ? host.withEpoch(epoch) : host;
        if (host.status().failures().failedLogons() > 0) {
            return Optional.of(new HostChanged(heard.with(LogonFailures.NONE), HostChange.LOGONS_RECOVERED));
        }
        return heard.equals(host) ? Optional.empty() : Optional.of(new HostChanged(heard, HostChange.HEARD));
    }
}
