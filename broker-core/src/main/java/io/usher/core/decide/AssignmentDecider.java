package io.usher.core.decide;

import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.BindingChanged;
import io.usher.core.event.Event.CursorMoved;
import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.EndReason;
import io.usher.core.model.Fence;
import io.usher.core.model.FilterFacts;
import io.usher.core.model.Grant;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.Resource;
import io.usher.core.model.Route;
import io.usher.core.model.Seat;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.SessionStatus;
import io.usher.core.model.SessionSubject;
import io.usher.core.model.VerdictCount;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of an assignment, in the order of the design: resource, existing session, limits, placement. */
final class AssignmentDecider {

    private final BrokerView view;
    private final CommandContext context;

    AssignmentDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling assign(AssignSession command) {
        Optional<Resource> found = view.resource(command.resource());
        if (found.isEmpty()) {
            return new Ruling(ResourceDecider.notFound(command.resource()), List.of());
        }
        Resource resource = found.get();
        Access access = Access.of(
                view, resource, new FilterFacts(command.user(), command.groups(), command.client(), context.now()));
        return switch (access.state()) {
            // A disabled resource is hidden: to a user it does not exist.
            case DISABLED -> new Ruling(ResourceDecider.notFound(command.resource()), List.of());
            case MAINTENANCE ->
                Ruling.refuse(
                        RefusalReason.RESOURCE_IN_MAINTENANCE,
                        "resource",
                        resource.id(),
                        "message",
                        access.maintenanceMessage());
            case ENABLED -> access.isAllowed() ? enter(command, resource, access) : denied(command, access);
        };
    }

    private Ruling enter(AssignSession command, Resource resource, Access access) {
        return new ExistingSession(view, resource)
                .of(command.user(), command.client())
                .map(session -> again(command, session, resource, access))
                .orElseGet(() -> place(command, resource, access));
    }

    /** Before the user's own session: whom the rules keep out at present does not come back to it either. */
    private Ruling denied(AssignSession command, Access access) {
        Decision decision = new Decision(
                context.position(),
                context.now(),
                command.user(),
                command.resource(),
                DecisionRule.ACCESS_DENIED,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                access.findings());
        Refusal refusal = Refusal.of(
                RefusalReason.ACCESS_DENIED, "resource", command.resource(), "decision", decision.position());
        return new Ruling(refusal, List.of(new DecisionRecorded(decision)));
    }

    private Ruling again(AssignSession command, Session session, Resource resource, Access access) {
        Host host = view.host(session.host()).orElseThrow();
        if (session.isLoggingOff()) {
            return Ruling.refuse(RefusalReason.SESSION_ENDING, "session", session.id(), "host", host.id());
        }
        if (host.settings().logonControl() == LogonControl.DISABLED) {
            return Ruling.refuse(RefusalReason.HOST_DISABLED, "session", session.id(), "host", host.id());
        }
        DecisionRule rule = ruleOf(session, resource);
        // One that was begun ahead is taken over by who asks for it; begun ahead again, it is held on.
        boolean isAhead = command.prelaunch() && session.grant().prelaunched();
        Grant grant = isAhead ? heldGrantFor(host) : grantFor(host);
        SessionSubject subject =
                new SessionSubject(command.user(), session.subject().resource(), command.client());
        Session granted = session.with(subject, context.position()).with(grant, context.position());
        Decision decision = new Decision(
                context.position(),
                context.now(),
                command.user(),
                command.resource(),
                rule,
                Optional.empty(),
                Optional.of(host.id()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                access.findings());
        return grant(
                granted,
                host,
                resource,
                decision,
                List.of(new SessionChanged(granted, SessionChange.REGRANTED), new DecisionRecorded(decision)));
    }

    private DecisionRule ruleOf(Session session, Resource resource) {
        if (new ExistingSession(view, resource).isShared(session)) {
            return DecisionRule.SHARED_SESSION;
        }
        return session.state() == SessionState.DISCONNECTED ? DecisionRule.RECONNECTED : DecisionRule.EXISTING_SESSION;
    }

    private Ruling place(AssignSession command, Resource resource, Access access) {
        if (view.sessions().size() >= Limits.SESSIONS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "sessions", "bound", Limits.SESSIONS);
        }
        boolean isDedicated = view.bindings().isAnyPoolDedicated();
        if (isDedicated
                && new OwnHost(view, command.wish())
                        .isNameMissing(resource.settings().pools())) {
            return Ruling.refuse(RefusalReason.CLIENT_NAME_MISSING, "resource", resource.id());
        }
        UsageLimits limits = new UsageLimits(view, command.user(), resource);
        List<LimitFinding> everywhere = limits.everywhere();
        Optional<LimitFinding> refusing = everywhere.stream()
                .filter(finding -> finding.policy().refuses())
                .findFirst();
        if (refusing.isPresent()) {
            return overLimit(unplaced(command, everywhere, access), refusing.get());
        }
        PoolSearch search = search(command, resource, limits);
        List<LimitFinding> reached = new ArrayList<>(everywhere);
        reached.addAll(search.reached());
        if (search.isKeptOut()) {
            return overLimit(unplaced(command, reached, access), search.kept().get(0));
        }
        Decision decision = decided(command, search, reached, access);
        return search.chosen()
                .map(host -> settle(command, resource, host, decision))
                .orElseGet(() -> nobody(command, resource, decision));
    }

    private Decision decided(AssignSession command, PoolSearch search, List<LimitFinding> reached, Access access) {
        return new Decision(
                context.position(),
                context.now(),
                command.user(),
                command.resource(),
                ruleOf(command, search),
                search.method(),
                search.chosen().map(Host::id),
                search.candidates(),
                search.counts(),
                reached,
                search.pools(),
                access.findings(),
                search.labels());
    }

    private PoolSearch search(AssignSession command, Resource resource, UsageLimits limits) {
        List<PoolId> pools = resource.settings().pools();
        // One flag keeps the way of everybody else free of further work.
        Optional<HostBinding> own =
                view.bindings().isAnyPoolDedicated() ? new OwnHost(view, command.wish()).in(pools) : Optional.empty();
        return own.map(binding -> new OwnHost(view, command.wish())
                        .search(binding, limits, resource.settings().labels().requiredLabels()))
                .orElseGet(() -> PoolSearch.through(
                        view, pools, limits, new PoolSearch.Asker(placeOf(command), wishes(command, resource))));
    }

    /** Labels that hosts are to carry; empty for any host, as of most resources. */
    private List<List<Label>> wishes(AssignSession command, Resource resource) {
        LabelPolicy policy = resource.settings().labels();
        if (policy.isNone()) {
            return List.of();
        }
        return policy.wishes(
                policy.preferClientZone()
                        ? view.siteSettings().zoneOf(command.client().address())
                        : Optional.empty());
    }

    private Ruling nobody(AssignSession command, Resource resource, Decision decision) {
        if (decision.rule() == DecisionRule.BOUND_HOST_UNAVAILABLE) {
            return unavailable(decision);
        }
        return command.mayWait().isPresent()
                ? new QueueEntrance(view, context).enter(command, resource, decision)
                : noSeat(decision);
    }

    private Ruling unavailable(Decision decision) {
        CandidateVerdict own = decision.candidates().get(0);
        Refusal refusal = Refusal.of(
                RefusalReason.BOUND_HOST_UNAVAILABLE,
                "resource",
                decision.resource(),
                "host",
                own.host(),
                "owner",
                view.bindings().find(own.host()).orElseThrow().owner(),
                "found",
                own.verdict(),
                "decision",
                decision.position());
        return new Ruling(refusal, List.of(new DecisionRecorded(decision)));
    }

    private static DecisionRule ruleOf(AssignSession command, PoolSearch search) {
        if (search.isOfOwnHost()) {
            return search.chosen().isPresent() ? DecisionRule.DEDICATED : DecisionRule.BOUND_HOST_UNAVAILABLE;
        }
        if (search.chosen().isPresent()) {
            return DecisionRule.PLACED;
        }
        return command.mayWait().isPresent() ? DecisionRule.QUEUED : DecisionRule.NO_SEAT;
    }

    /** The place where the user waits for the resource. */
    private Optional<QueueEntry> placeOf(AssignSession command) {
        return QueueEntrance.placeOf(view, command.user(), command.resource());
    }

    private Decision unplaced(AssignSession command, List<LimitFinding> reached, Access access) {
        return new Decision(
                context.position(),
                context.now(),
                command.user(),
                command.resource(),
                DecisionRule.OVER_LIMIT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                reached,
                List.of(),
                access.findings());
    }

    private static Ruling overLimit(Decision decision, LimitFinding finding) {
        RefusalReason reason = finding.kind() == LimitKind.USERS_OF_RESOURCE
                ? RefusalReason.RESOURCE_LIMIT_REACHED
                : RefusalReason.USER_LIMIT_REACHED;
        Refusal refusal = Refusal.of(
                reason,
                "user",
                decision.user(),
                "resource",
                decision.resource(),
                "decision",
                decision.position(),
                "kind",
                finding.kind(),
                "limit",
                finding.limit(),
                "found",
                finding.found());
        return new Ruling(refusal, List.of(new DecisionRecorded(decision)));
    }

    private Ruling settle(AssignSession command, Resource resource, Host host, Decision decision) {
        Session session = new Session(
                new SessionId(context.position()),
                new SessionSubject(command.user(), Optional.of(resource.id()), command.client()),
                new Seat(host.pool(), host.id()),
                command.prelaunch() ? heldGrantFor(host) : grantFor(host),
                SessionStatus.pending(context.now()),
                context.position());
        List<Event> events = new ArrayList<>();
        for (Session lost : new ExistingSession(view, resource).superseded(command.user())) {
            Session ended = SessionDecider.endedUntold(lost, EndReason.SUPERSEDED, context);
            events.add(new SessionChanged(ended, SessionChange.ENDED));
        }
        events.add(new SessionChanged(session, SessionChange.GRANTED));
        if (decision.method().equals(Optional.of(BalancingMethod.ROUND_ROBIN))) {
            events.add(new CursorMoved(host.pool(), host.id()));
        }
        if (view.bindings().isAnyPoolDedicated() && decision.rule() == DecisionRule.PLACED) {
            Optional<BindingOwner> owner = new OwnHost(view, command.wish()).owner(host.pool());
            if (owner.isPresent() && view.bindings().all().size() >= Limits.BINDINGS) {
                return BindingDecider.full();
            }
            owner.map(found -> new HostBinding(host.id(), host.pool(), found, context.now(), context.position()))
                    .ifPresent(binding -> events.add(new BindingChanged(binding)));
        }
        events.add(new DecisionRecorded(decision));
        return grant(session, host, resource, decision, events);
    }

    private static Ruling noSeat(Decision decision) {
        List<Object> details =
                new ArrayList<>(List.of("resource", decision.resource(), "decision", decision.position()));
        for (VerdictCount count : decision.counts()) {
            details.add(count.verdict());
            details.add(count.hosts());
        }
        return new Ruling(
                Refusal.of(RefusalReason.NO_SEAT, details.toArray()), List.of(new DecisionRecorded(decision)));
    }

    private Grant heldGrantFor(Host host) {
        Pool pool = view.pool(host.pool()).orElseThrow();
        return grantFor(host)
                .heldUntil(context.now().plus(pool.settings().sessions().prelaunchHold()));
    }

    private Grant grantFor(Host host) {
        Pool pool = view.pool(host.pool()).orElseThrow();
        LogTime expires = context.now().plus(pool.settings().ticketLifetime());
        LogTime leaseEnds = expires.plus(view.siteSettings().lostAfter());
        return new Grant(
                new Fence(context.position()), host.incarnation(), expires, leaseEnds, false, context.request());
    }

    private Ruling grant(Session session, Host host, Resource resource, Decision decision, List<Event> events) {
        Granted granted = new Granted(
                session.id(),
                session.user(),
                host.id(),
                host.registration().endpoint(),
                session.grant().incarnation(),
                session.grant().fence(),
                session.grant().expires(),
                decision.rule(),
                warnings(decision.limits()),
                routes(host, resource));
        List<Event> all = new ArrayList<>(events);
        QueueEntrance.placeOf(view, session.user(), resource.id())
                .ifPresent(place -> all.add(new QueueLeft(place, context.now(), granted)));
        return new Ruling(granted, all);
    }

    private static List<LimitFinding> warnings(List<LimitFinding> findings) {
        return findings.isEmpty()
                ? findings
                : findings.stream()
                        .filter(finding -> finding.policy().warnsUser()
                                && !finding.policy().refuses())
                        .toList();
    }

    /** The nearest list counts: the resource knows its users best, and the host its place better than the pool. */
    private List<Route> routes(Host host, Resource resource) {
        List<Route> nearest = resource.settings().routes();
        if (nearest.isEmpty()) {
            nearest = host.settings().routes();
        }
        if (nearest.isEmpty()) {
            nearest = view.pool(host.pool()).orElseThrow().settings().routes();
        }
        return nearest.isEmpty()
                ? nearest
                : nearest.stream()
                        .map(route -> route.to(host.registration().endpoint()))
                        .distinct()
                        .toList();
    }
}
