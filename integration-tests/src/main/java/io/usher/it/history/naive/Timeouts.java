package io.usher.it.history.naive;

import io.usher.core.model.ResourceKind;
import io.usher.core.model.SessionTimeouts;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Sessions that nobody works in for too long. */
final class Timeouts {

    private static final long NEVER = Long.MAX_VALUE;

    private final NaiveState state;

    Timeouts(NaiveState state) {
        this.state = state;
    }

    void logOff(int limit) {
        List<NaiveSession> due = state.live(session -> time(session) <= state.now).stream()
                .sorted(Comparator.comparingLong(this::time).thenComparing(session -> session.id))
                .limit(limit)
                .toList();
        for (NaiveSession session : due) {
            session.order(Session.Action.ACTION_LOG_OFF, state.position);
            state.changed(session, SessionEvent.Change.CHANGE_ACTION_REQUESTED);
        }
    }

    private long time(NaiveSession session) {
        boolean isLeft = session.is(Session.State.STATE_DISCONNECTED);
        if (session.isLoggingOff() || !(isLeft || session.hasClient())) {
            return NEVER;
        }
        long held = session.ahead ? session.leaseEnds : NEVER;
        long disconnected =
                Math.min(held, isLeft ? later(session.since, session, SessionTimeouts::disconnectedSeconds) : NEVER);
        boolean isApplication = state.resource(session.resource)
                .filter(resource -> resource.kind == ResourceKind.APPLICATION)
                .isPresent();
        if (!isApplication) {
            return disconnected;
        }
        long left = isLeft ? later(session.since, session, SessionTimeouts::lingerSeconds) : NEVER;
        long unused =
                session.unusedSince < 0 ? NEVER : later(session.unusedSince, session, SessionTimeouts::lingerSeconds);
        return Math.min(disconnected, Math.min(left, unused));
    }

    private long later(long since, NaiveSession session, Function<SessionTimeouts, OptionalInt> setting) {
        NaiveHost host = state.host(session.host).orElseThrow();
        int seconds = state.inEffect(host, policy -> setting.apply(policy.timeouts()), 0);
        return seconds == 0 ? NEVER : since + seconds * 1000L;
    }
}
