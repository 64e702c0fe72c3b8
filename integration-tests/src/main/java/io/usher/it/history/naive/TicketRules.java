package io.usher.it.history.naive;

import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogonControl;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.Map;
import java.util.Optional;

/** Arriving with a ticket. */
final class TicketRules {

    private final NaiveState state;

    TicketRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer redeem(RedeemTicket command) {
        Optional<NaiveAnswer> bad = refuseSpeaker(command.host().value(), command.incarnation());
        if (bad.isPresent()) {
            return bad.get();
        }
        NaiveHost host = state.host(command.host().value()).orElseThrow();
        Optional<NaiveSession> found = state.live(command.session().created());
        if (found.isEmpty()) {
            return SessionRules.noSession(command.session().created());
        }
        NaiveSession session = found.get();
        Optional<NaiveAnswer> badTicket = refuseTicket(command, session);
        if (badTicket.isEmpty() && !command.admitted()) {
            badTicket = refuseEntry(command, session, host);
        }
        return badTicket.orElseGet(() -> arrive(command, session, host));
    }

    /** Why a message of an agent is not heard. */
    Optional<NaiveAnswer> refuseSpeaker(String id, HostIncarnation incarnation) {
        Optional<NaiveHost> found = state.host(id);
        if (found.isEmpty()) {
            return Optional.of(HostRules.noHost(id));
        }
        if (HostRules.isOtherLife(found.get(), incarnation)) {
            return Optional.of(HostRules.otherLife(found.get(), incarnation));
        }
        return found.get().up
                ? Optional.empty()
                : Optional.of(Refused.because(RefusalReason.HOST_IS_LOST, Map.of("host", id)));
    }

    private static Optional<NaiveAnswer> refuseTicket(RedeemTicket command, NaiveSession session) {
        boolean here = session.host.equals(command.host().value())
                && session.incarnation.equals(command.incarnation().registered());
        if (!here) {
            return refused(
                    RefusalReason.TICKET_FOR_OTHER_HOST,
                    Map.of(
                            "expected",
                            session.host + " in life " + session.incarnation,
                            "found",
                            command.host() + " in life " + command.incarnation()));
        }
        if (!session.fence.equals(command.fence().position())) {
            return refused(RefusalReason.STALE_FENCE, Map.of("expected", session.fence, "found", command.fence()));
        }
        return session.redeemed
                ? refused(RefusalReason.TICKET_USED, Map.of("ticket", command.fence()))
                : Optional.empty();
    }

    private Optional<NaiveAnswer> refuseEntry(RedeemTicket command, NaiveSession session, NaiveHost host) {
        if (state.now > session.expires) {
            return refused(RefusalReason.TICKET_EXPIRED, Map.of("ticket", command.fence()));
        }
        if (session.isLoggingOff()) {
            return refused(RefusalReason.SESSION_ENDING, Map.of("session", session.name()));
        }
        return host.lets(LogonControl.DISABLED)
                ? refused(RefusalReason.HOST_DISABLED, Map.of("host", host.id))
                : Optional.empty();
    }

    private NaiveAnswer arrive(RedeemTicket command, NaiveSession session, NaiveHost host) {
        session.move(Session.State.STATE_ACTIVE, state.now);
        session.confirm(state.position);
        session.redeemed = true;
        state.changed(session, SessionEvent.Change.CHANGE_REDEEMED);
        host.epoch = Math.max(host.epoch, command.epoch());
        host.forgive();
        return new Done(ConnectResponse.RedeemResult.newBuilder()
                .setEpoch(command.epoch())
                .setUser(session.user)
                .build());
    }

    private static Optional<NaiveAnswer> refused(RefusalReason reason, Map<String, ?> details) {
        return Optional.of(Refused.because(reason, details));
    }
}
