package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RequestActions;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionReport;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.LogPosition;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hosts are asked to do, and what becomes of it. */
final class ActionRules {

    static final int MOST_AT_ONCE = 4_000;
    private static final int MOST_ON_HOST = 4_096;
    private static final int MOST = 100_000;

    private final NaiveState state;
    private int made;

    ActionRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer request(RequestActions command) {
        ActionTarget target = command.target();
        Optional<String> host = target.host().map(Object::toString);
        Optional<String> pool = target.pool().map(Object::toString);
        if (host.isPresent() && state.host(host.get()).isEmpty()) {
            return HostRules.noHost(host.get());
        }
        if (pool.isPresent() && state.pool(pool.get()).isEmpty()) {
            return CatalogueRules.noPool(pool.get());
        }
        if (command.order().kind() == ActionKind.REBOOT) {
            reboot(command, host, pool);
            return new Done(Empty.getDefaultInstance());
        }
        List<NaiveSession> found = state.live(session ->
                target.user().map(Object::toString).map(session.user::equals).orElse(true)
                        && host.map(session.host::equals).orElse(true)
                        && pool.map(session.pool::equals).orElse(true)
                        && target.session()
                                .map(id -> session.id.equals(id.created()))
                                .orElse(true));
        if (target.session().isPresent()) {
            return found.isEmpty()
                    ? SessionRules.noSession(target.session().get().created())
                    : requestOne(found.get(0), command.order());
        }
        inOrder(found, target.user().isPresent()).forEach(session -> {
            if (isPossible(session, command.order().kind()) && made < MOST_AT_ONCE && hasRoom(session.host)) {
                order(session, command.order(), nextName());
            }
        });
        return new Done(Empty.getDefaultInstance());
    }

    /** Host by host, unless they were looked up by user. */
    private static List<NaiveSession> inOrder(List<NaiveSession> sessions, boolean byUser) {
        Comparator<NaiveSession> byId = Comparator.comparing(session -> session.id);
        Comparator<NaiveSession> byHost = Comparator.comparing(session -> session.host);
        return sessions.stream()
                .sorted(byUser ? byId : byHost.thenComparing(byId))
                .toList();
    }

    NaiveAnswer requestOne(NaiveSession session, ActionOrder order) {
        if (!isPossible(session, order.kind())) {
            return illegal(session);
        }
        return orderOne(session, order).orElseGet(() -> new Done(Empty.getDefaultInstance()));
    }

    /** Orders it under the name of the command itself, or says that there is no room. */
    Optional<NaiveAnswer> orderOne(NaiveSession session, ActionOrder order) {
        if (!hasRoom(session.host)) {
            return Optional.of(CatalogueRules.tooMany("pending actions", MOST_ON_HOST));
        }
        order(session, order, state.position);
        return Optional.empty();
    }

    static NaiveAnswer illegal(NaiveSession session) {
        String is =
                session.isLoggingOff() ? "LOGGING_OFF" : session.state.name().substring("STATE_".length());
        return Refused.because(
                RefusalReason.ILLEGAL_STATE, Map.of("session", session.name(), "expected", "ACTIVE", "found", is));
    }

    static boolean isPossible(NaiveSession session, ActionKind kind) {
        boolean lost = session.is(Session.State.STATE_LOST);
        return switch (kind) {
            case LOG_OFF -> lost || !session.isLoggingOff();
            case RESET -> lost || session.action != Session.Action.ACTION_RESET;
            case DISCONNECT -> session.hasClient() && !session.isLoggingOff();
            case MESSAGE -> session.hasClient();
            case REBOOT -> false;
        };
    }

    private void order(NaiveSession session, ActionOrder order, LogPosition name) {
        NaiveAction action = new NaiveAction(name, session, order, state);
        state.actions.add(action);
        boolean ends = order.kind() == ActionKind.LOG_OFF || order.kind() == ActionKind.RESET;
        if (ends && session.is(Session.State.STATE_LOST)) {
            new SessionRules(state).endUntold(session, Session.EndReason.END_REASON_ENDED_ON_REQUEST);
            action.settle(Action.State.STATE_DONE, "its host is lost and is told when it is back", state);
        } else if (ends || order.kind() == ActionKind.DISCONNECT) {
            session.order(Session.Action.valueOf("ACTION_" + order.kind().name()), name);
            state.changed(session, SessionEvent.Change.CHANGE_ACTION_REQUESTED);
        }
    }

    private void reboot(RequestActions command, Optional<String> host, Optional<String> pool) {
        reboot(
                state.hosts.stream()
                        .filter(found -> host.map(found.id::equals).orElse(true)
                                && pool.map(found.pool::equals).orElse(true))
                        .sorted(Comparator.comparing(found -> found.id))
                        .toList(),
                command.order());
    }

    void reboot(List<NaiveHost> hosts, ActionOrder order) {
        for (NaiveHost host : hosts) {
            boolean isWanted = host.up && reboots(host.id).isEmpty();
            if (isWanted && made < MOST_AT_ONCE && hasRoom(host.id)) {
                state.actions.add(new NaiveAction(nextName(), host.id, order, state));
            }
        }
    }

    void message(List<NaiveSession> readers, ActionOrder order) {
        for (NaiveSession session : readers) {
            if (hasRoom(session.host)) {
                order(session, order, nextName());
            }
        }
    }

    private List<NaiveAction> reboots(String host) {
        return pending(host).stream()
                .filter(action -> action.order.kind() == ActionKind.REBOOT)
                .toList();
    }

    List<NaiveAction> pending(String host) {
        return state.actions.stream()
                .filter(action -> action.isPending() && action.host.equals(host))
                .sorted(Comparator.comparing(action -> action.id))
                .toList();
    }

    private boolean hasRoom(String host) {
        return pending(host).size() < MOST_ON_HOST
                && state.actions.stream().filter(NaiveAction::isPending).count() < MOST;
    }

    private LogPosition nextName() {
        made++;
        return new LogPosition(state.position.index(), state.position.ordinal() + made * LogPosition.MAX_COMMANDS);
    }

    /** The agent of the host started again. */
    void restarted(String host) {
        reboots(host).forEach(action -> action.settle(Action.State.STATE_DONE, "", state));
    }

    void removed(String host) {
        reboots(host).forEach(action -> action.settle(Action.State.STATE_GONE, "", state));
    }

    /** What shows by the sessions as they are now. */
    void settleBySessions() {
        state.actions.stream()
                .filter(action -> action.isPending() && action.isOfSession())
                .forEach(this::settleBySession);
    }

    private void settleBySession(NaiveAction action) {
        NaiveSession session = state.liveOrEnded(action.session).orElseThrow();
        boolean ends = action.order.kind() == ActionKind.LOG_OFF || action.order.kind() == ActionKind.RESET;
        if (session.is(Session.State.STATE_ENDED)) {
            boolean wanted = session.endReason == Session.EndReason.END_REASON_GONE_FROM_HOST
                    || session.endReason == Session.EndReason.END_REASON_ENDED_ON_REQUEST;
            action.settle(ends && wanted ? Action.State.STATE_DONE : Action.State.STATE_GONE, "", state);
        } else if (action.order.kind() == ActionKind.DISCONNECT) {
            if (session.is(Session.State.STATE_DISCONNECTED)) {
                action.settle(Action.State.STATE_DONE, "", state);
            } else if (session.action == Session.Action.ACTION_UNSPECIFIED) {
                action.settle(session.hasClient() ? Action.State.STATE_DONE : Action.State.STATE_GONE, "", state);
            } else if (!session.ordered.equals(action.id)) {
                action.settle(Action.State.STATE_GONE, "another order took its place", state);
            }
        }
    }

    void report(String host, List<ActionReport> reports) {
        settleBySessions();
        for (ActionReport report : reports) {
            pending(host).stream()
                    .filter(action -> action.id.equals(report.action().requested()))
                    .forEach(action -> report(action, report.failure()));
        }
    }

    private void report(NaiveAction action, Optional<String> failure) {
        ActionKind kind = action.order.kind();
        if (failure.isPresent()) {
            action.settle(Action.State.STATE_FAILED, failure.get(), state);
            withdraw(action);
        } else if (kind == ActionKind.MESSAGE || kind == ActionKind.DISCONNECT) {
            action.settle(Action.State.STATE_DONE, "", state);
            withdraw(action);
        }
    }

    void timeOut(int limit) {
        state.actions.stream()
                .filter(action -> action.isPending() && action.deadline <= state.now)
                .sorted(Comparator.<NaiveAction>comparingLong(action -> action.deadline)
                        .thenComparing(action -> action.id))
                .limit(limit)
                .toList()
                .forEach(action -> {
                    action.settle(Action.State.STATE_TIMED_OUT, "", state);
                    if (action.order.kind() == ActionKind.DISCONNECT) {
                        withdraw(action);
                    }
                });
    }

    private void withdraw(NaiveAction action) {
        state.live(action.session)
                .filter(session -> session.ordered.equals(action.id))
                .ifPresent(session -> {
                    session.forgetOrder();
                    state.changed(session, SessionEvent.Change.CHANGE_ACTION_WITHDRAWN);
                });
    }
}
