package io.usher.it.history.naive;

import io.usher.core.command.AssignSession;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.Route;
import io.usher.core.model.RouteKind;
import io.usher.core.model.Verdict;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assignments, and what can be done to a session. */
final class SessionRules {

    private static final int MOST_SESSIONS = 2_000_000;

    private final NaiveState state;

    SessionRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer assign(AssignSession command) {
        Optional<NaiveResource> found = state.resource(command.resource().value());
        NaiveFilters filters = new NaiveFilters(state);
        if (found.isEmpty() || filters.isHidden(found.get())) {
            return CatalogueRules.noResource(command.resource().value());
        }
        NaiveResource resource = found.get();
        Optional<String> message = filters.maintenance(resource);
        if (message.isPresent()) {
            return Refused.because(
                    RefusalReason.RESOURCE_IN_MAINTENANCE, Map.of("resource", resource.id, "message", message.get()));
        }
        if (!filters.letIn(resource, command)) {
            return Refused.because(
                    RefusalReason.ACCESS_DENIED, Map.of("resource", resource.id, "decision", state.position));
        }
        Optional<NaiveSession> own = ownSession(command, resource);
        return own.isPresent() ? again(command, own.get(), resource) : place(command, resource);
    }

    private Optional<NaiveSession> ownSession(AssignSession command, NaiveResource resource) {
        String address = command.client().address();
        return inReach(command.user().value(), resource).stream()
                .filter(session -> isOneAndOnly(session) || mayReconnect(session, resource, address))
                .filter(session -> !session.is(Session.State.STATE_LOST))
                .min(Comparator.<NaiveSession>comparingInt(session -> session.resource.equals(resource.id) ? 0 : 1)
                        .thenComparingInt(session -> session.is(Session.State.STATE_DISCONNECTED) ? 0 : 1)
                        .thenComparing(session -> session.id));
    }

    private List<NaiveSession> inReach(String user, NaiveResource resource) {
        return state.live(
                session -> session.user.equals(user) && resource.pools().contains(session.pool));
    }

    private boolean isOneAndOnly(NaiveSession session) {
        return state.pool(session.pool).orElseThrow().settings.sessions().oneSessionPerUser();
    }

    private boolean mayReconnect(NaiveSession session, NaiveResource resource, String address) {
        boolean same = session.resource.equals(resource.id) && (!session.hasClient() || session.ahead);
        return (same || isShareable(session, resource))
                && !session.isLoggingOff()
                && !state.host(session.host).orElseThrow().lets(LogonControl.DISABLED)
                && (!addressCounts(session) || session.clientAddress.equals(address));
    }

    /** Whether the pool lets applications share sessions, and this one can run in that of another. */
    private boolean isShareable(NaiveSession session, NaiveResource resource) {
        boolean ofApplication = state.resource(session.resource)
                .filter(other -> other.kind == ResourceKind.APPLICATION)
                .isPresent();
        return ofApplication
                && resource.kind == ResourceKind.APPLICATION
                && resource.settings.limit().concurrentUserLimit() == 0
                && state.pool(session.pool).orElseThrow().settings.sessions().sessionSharing()
                && resource.maybeServedBy(state.host(session.host).orElseThrow());
    }

    private Assignment.Rule ruleOf(NaiveSession session, NaiveResource resource) {
        if (!isOneAndOnly(session) && !session.resource.equals(resource.id)) {
            return Assignment.Rule.RULE_SHARED_SESSION;
        }
        return session.is(Session.State.STATE_DISCONNECTED)
                ? Assignment.Rule.RULE_RECONNECTED
                : Assignment.Rule.RULE_EXISTING_SESSION;
    }

    private boolean addressCounts(NaiveSession session) {
        return state.pool(session.pool)
                        .orElseThrow()
                        .settings
                        .sessions()
                        .reconnectMatch()
                        .orElse(state.siteSettings.reconnectMatch())
                == ReconnectMatch.USER_AND_ADDRESS;
    }

    private NaiveAnswer again(AssignSession command, NaiveSession session, NaiveResource resource) {
        NaiveHost host = state.host(session.host).orElseThrow();
        if (session.isLoggingOff()) {
            return Refused.because(RefusalReason.SESSION_ENDING, Map.of("session", session.name(), "host", host.id));
        }
        if (host.lets(LogonControl.DISABLED)) {
            return Refused.because(RefusalReason.HOST_DISABLED, Map.of("session", session.name(), "host", host.id));
        }
        grant(command, session, host);
        state.changed(session, SessionEvent.Change.CHANGE_REGRANTED);
        return assignment(session, host, resource, ruleOf(session, resource), List.of());
    }

    private NaiveAnswer place(AssignSession command, NaiveResource resource) {
        if (state.live.size() >= MOST_SESSIONS) {
            return CatalogueRules.tooMany("sessions", MOST_SESSIONS);
        }
        BindingRules bindings = new BindingRules(state);
        if (bindings.isNameless(command, resource)) {
            return Refused.because(RefusalReason.CLIENT_NAME_MISSING, Map.of("resource", resource.id));
        }
        UserLimits limits = new UserLimits(state, command.user().value(), resource);
        List<LimitFinding> reached = new ArrayList<>(limits.reachedEverywhere());
        Optional<LimitFinding> refused =
                reached.stream().filter(UserLimits::isRefused).findFirst();
        if (refused.isPresent()) {
            return overLimit(command, refused.get());
        }
        Optional<NaiveBinding> own = bindings.own(command, resource);
        if (own.isPresent()) {
            return placeAtOwn(command, resource, own.get(), reached);
        }
        NaivePlacement placement = new NaivePlacement(state, limits);
        Optional<NaiveHost> host = placement.choose(resource, command.client().address());
        if (host.isEmpty() && placement.refused().size() == resource.pools().size()) {
            return overLimit(command, placement.refused().get(0));
        }
        placement.passed().ifPresent(reached::add);
        if (host.isEmpty() && command.mayWait().isPresent()) {
            return new NaiveQueue(state).enter(command, resource);
        }
        if (host.isEmpty()) {
            return noSeat(resource, placement);
        }
        Optional<BindingOwner> owner = bindings.owner(command, host.get().pool);
        if (owner.isPresent() && bindings.isFull()) {
            return BindingRules.full();
        }
        NaiveAnswer placed = begin(command, resource, host.get(), Assignment.Rule.RULE_PLACED, reached);
        owner.ifPresent(found -> bindings.bind(host.get(), found));
        return placed;
    }

    private NaiveAnswer noSeat(NaiveResource resource, NaivePlacement placement) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("resource", resource.id);
        details.put("decision", state.position);
        placement.counts().forEach((verdict, hosts) -> details.put(verdict.name(), hosts));
        return Refused.because(RefusalReason.NO_SEAT, details);
    }

    private NaiveAnswer placeAtOwn(
            AssignSession command, NaiveResource resource, NaiveBinding own, List<LimitFinding> everywhere) {
        List<LimitFinding> reached = new ArrayList<>(everywhere);
        Optional<LimitFinding> ofPool = new UserLimits(state, command.user().value(), resource)
                .reachedIn(state.pool(own.pool).orElseThrow());
        if (ofPool.filter(UserLimits::isRefused).isPresent()) {
            return overLimit(command, ofPool.get());
        }
        ofPool.ifPresent(reached::add);
        Optional<NaiveHost> host = state.host(own.host);
        Verdict verdict = host.map(found ->
                        resource.maybeServedBy(found) ? NaivePlacement.verdictOnOwn(state, found) : Verdict.UNSUITABLE)
                .orElse(Verdict.REMOVED);
        if (!NaivePlacement.isPlaceable(verdict)) {
            return Refused.because(
                    RefusalReason.BOUND_HOST_UNAVAILABLE,
                    Map.of(
                            "resource", resource.id,
                            "host", own.host,
                            "owner", own.owner,
                            "found", verdict,
                            "decision", state.position));
        }
        return begin(command, resource, host.orElseThrow(), Assignment.Rule.RULE_DEDICATED, reached);
    }

    private NaiveAnswer begin(
            AssignSession command,
            NaiveResource resource,
            NaiveHost host,
            Assignment.Rule rule,
            List<LimitFinding> reached) {
        for (NaiveSession old : inReach(command.user().value(), resource)) {
            if (old.is(Session.State.STATE_LOST) && isOneAndOnly(old)) {
                endUntold(old, Session.EndReason.END_REASON_SUPERSEDED);
            }
        }
        NaiveSession session = new NaiveSession(state.position, command.user().value(), resource.id, host);
        session.since = state.now;
        grant(command, session, host);
        state.add(session, SessionEvent.Change.CHANGE_GRANTED);
        return assignment(session, host, resource, rule, reached);
    }

    private NaiveAnswer overLimit(AssignSession command, LimitFinding finding) {
        return Refused.because(
                finding.kind() == LimitKind.USERS_OF_RESOURCE
                        ? RefusalReason.RESOURCE_LIMIT_REACHED
                        : RefusalReason.USER_LIMIT_REACHED,
                Map.of(
                        "user", command.user(),
                        "resource", command.resource(),
                        "decision", state.position,
                        "kind", finding.kind(),
                        "limit", finding.limit(),
                        "found", finding.found()));
    }

    private void grant(AssignSession command, NaiveSession session, NaiveHost host) {
        session.clientName = command.client().name();
        session.clientAddress = command.client().address();
        session.clientSystem = command.client().operatingSystem();
        session.gateway = command.client().gateway();
        session.fence = state.position;
        session.incarnation = host.incarnation;
        session.expires = state.now
                + state.pool(host.pool).orElseThrow().settings.ticketLifetime().toMillis();
        session.leaseEnds = session.expires + state.siteSettings.lostAfter().toMillis();
        session.redeemed = false;
        session.ahead = command.prelaunch() && (session.ahead || session.id.equals(state.position));
        if (session.ahead) {
            long hold = state.pool(host.pool)
                    .orElseThrow()
                    .settings
                    .sessions()
                    .prelaunchHold()
                    .toMillis();
            session.leaseEnds = Math.max(session.leaseEnds, state.now + hold);
        }
        session.request = state.request;
    }

    private NaiveAnswer assignment(
            NaiveSession session,
            NaiveHost host,
            NaiveResource resource,
            Assignment.Rule rule,
            List<LimitFinding> reached) {
        // Whoever has a session of it no longer waits for it.
        new NaiveQueue(state).placeOf(session.user, resource.id).ifPresent(state.queue::remove);
        return new Done(Assignment.newBuilder()
                .setSession("sessions/" + session.name())
                .setHost("hosts/" + host.id)
                .setEndpoint(host.endpoint)
                .setFence(session.fence.toString())
                .setTicketExpireTime(Pictures.time(session.expires))
                .setRule(rule)
                .setDecision("decisions/" + session.fence)
                .addAllWarnings(reached.stream()
                        .filter(UserLimits::isWarning)
                        .map(Pictures::finding)
                        .toList())
                .addAllRoutes(routes(host, resource))
                .build());
    }

    private List<io.usher.proto.v1.Route> routes(NaiveHost host, NaiveResource resource) {
        List<Route> set = resource.settings.routes();
        if (set.isEmpty()) {
            set = host.settings.routes();
        }
        if (set.isEmpty()) {
            set = state.pool(host.pool).orElseThrow().settings.routes();
        }
        if (set.isEmpty()) {
            set = List.of(new Route(RouteKind.DIRECT, ""));
        }
        List<Route> whole = set.stream()
                .map(route -> route.endpoint().isEmpty() ? new Route(route.kind(), host.endpoint) : route)
                .distinct()
                .toList();
        return Pictures.routes(whole);
    }

    NaiveAnswer disconnect(DisconnectSession command) {
        Optional<NaiveSession> found = state.live(command.id().created());
        if (found.isEmpty()) {
            return noSession(command.id().created());
        }
        NaiveSession session = found.get();
        if (!ActionRules.isPossible(session, ActionKind.DISCONNECT)) {
            return ActionRules.illegal(session);
        }
        return new ActionRules(state)
                .orderOne(session, ActionOrder.of(ActionKind.DISCONNECT))
                .orElseGet(() -> state.answer(session));
    }

    NaiveAnswer end(EndSession command) {
        Optional<NaiveSession> found = state.live(command.id().created());
        if (found.isEmpty()) {
            return noSession(command.id().created());
        }
        NaiveSession session = found.get();
        if (session.isLoggingOff() && !session.is(Session.State.STATE_LOST)) {
            return state.answer(session);
        }
        return new ActionRules(state)
                .orderOne(session, ActionOrder.of(ActionKind.LOG_OFF))
                .orElseGet(() -> state.answer(session));
    }

    void expire(ExpireLeases command) {
        List<NaiveSession> due =
                state
                        .live(session -> session.is(Session.State.STATE_PENDING) && session.leaseEnds <= state.now)
                        .stream()
                        .sorted(Comparator.<NaiveSession>comparingLong(session -> session.leaseEnds)
                                .thenComparing(session -> session.id))
                        .limit(command.limit())
                        .toList();
        List<NaiveHost> toForgive = state.hosts.stream()
                .filter(host -> host.failedLogons > 0 && host.isForgotten(state.now))
                .sorted(Comparator.<NaiveHost>comparingLong(host -> host.failedAt)
                        .thenComparing(host -> host.id))
                .limit(command.limit())
                .toList();
        toForgive.forEach(NaiveHost::forgive);
        for (NaiveSession session : due) {
            if (!session.isLoggingOff() && !session.ahead) {
                state.host(session.host).orElseThrow().failed(state.now);
            }
            session.end(Session.EndReason.END_REASON_LEASE_EXPIRED, state.now);
            state.changed(session, SessionEvent.Change.CHANGE_ENDED);
        }
        new Timeouts(state).logOff(command.limit());
        new ActionRules(state).timeOut(command.limit());
    }

    static NaiveAnswer noSession(LogPosition id) {
        return Refused.because(RefusalReason.SESSION_NOT_FOUND, Map.of("session", "s-" + id));
    }

    void endUntold(NaiveSession session, Session.EndReason reason) {
        session.end(reason, state.now);
        session.order(Session.Action.ACTION_LOG_OFF, state.position);
        state.changed(session, SessionEvent.Change.CHANGE_ENDED);
    }
}
