package io.usher.node.api.mapping;

import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.ActionKind;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.EndReason;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.SessionEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Assignments and sessions. */
public final class SessionMapping {

    private static final EnumMapping<SessionState, io.usher.proto.v1.Session.State> STATES =
            EnumMapping.of(SessionState.class, io.usher.proto.v1.Session.State.class, "STATE_");
    private static final EnumMapping<ActionKind, io.usher.proto.v1.Session.Action> ACTIONS = EnumMapping.of(
            ActionKind.class,
            io.usher.proto.v1.Session.Action.class,
            "ACTION_",
            Set.of(ActionKind.MESSAGE, ActionKind.REBOOT));
    private static final EnumMapping<EndReason, io.usher.proto.v1.Session.EndReason> END_REASONS =
            EnumMapping.of(EndReason.class, io.usher.proto.v1.Session.EndReason.class, "END_REASON_");
    private static final EnumMapping<DecisionRule, Assignment.Rule> RULES =
            EnumMapping.of(DecisionRule.class, Assignment.Rule.class, "RULE_");

    private static final EnumMapping<SessionChange, SessionEvent.Change> CHANGES =
            EnumMapping.of(SessionChange.class, SessionEvent.Change.class, "CHANGE_");

    private SessionMapping() {}

    /**
     * Reads the request; throws {@link InvalidFieldsException}.
     *
     * @param connection address of the client as the connection shows it, for a client that does not say
     */
    public static AssignSession toCommand(AssignSessionRequest request, String connection) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<ResourceId> resource = checks.check("resource", () -> Names.resource(request.getResource()));
        Supplier<UserFacts> facts = UserFacts.of(checks, request, connection);
        Supplier<Optional<Duration>> wait = checks.check(
                "max_wait",
                () -> request.hasMaxWait()
                        ? Optional.of(AssignSession.requireWait(Times.duration(request.getMaxWait())))
                        : Optional.empty());
        if (request.getPrelaunch() && request.hasMaxWait()) {
            checks.violate("prelaunch", "must not be set together with max_wait, found both");
        }
        return checks.result(() -> new AssignSession(
                facts.get().user(),
                resource.get(),
                facts.get().client(),
                facts.get().groups(),
                wait.get(),
                request.getPrelaunch()));
    }

    /** Reads a filter by state; empty for all. */
    public static Optional<SessionState> state(io.usher.proto.v1.Session.State state) {
        return state == io.usher.proto.v1.Session.State.STATE_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(STATES.toCore(state));
    }

    /** The rule that decided. */
    public static Assignment.Rule toProto(DecisionRule rule) {
        return RULES.toProto(rule);
    }

    /** The assignment with its ticket. */
    public static Assignment toProto(Granted granted, String ticket) {
        return Assignment.newBuilder()
                .setSession(Names.of(granted.session()))
                .setHost(Names.of(granted.host()))
                .setEndpoint(granted.endpoint())
                .setTicket(ticket)
                .setFence(granted.fence().toString())
                .setTicketExpireTime(Times.of(granted.expires()))
                .setRule(RULES.toProto(granted.rule()))
                .setDecision(Names.ofDecision(granted.fence().position()))
                .addAllWarnings(
                        granted.warnings().stream().map(LimitMapping::toProto).toList())
                .addAllRoutes(RouteMapping.toProto(granted))
                .build();
    }

    public static io.usher.proto.v1.Session toProto(Session session) {
        io.usher.proto.v1.Session.Builder builder = io.usher.proto.v1.Session.newBuilder()
                .setName(Names.of(session.id()))
                .setUser(session.user().value())
                .setResource(session.subject().resource().map(Names::of).orElse(""))
                .setPool(Names.of(session.seat().pool()))
                .setHost(Names.of(session.host()))
                .setState(STATES.toProto(session.state()))
                .setStateTime(Times.of(session.status().since()))
                .setFence(session.grant().fence().toString())
                .setTicketRedeemed(session.grant().redeemed())
                .setPrelaunched(session.grant().prelaunched())
                .setHostKey(session.status().hostKey().orElse(""))
                .setClientName(session.subject().client().name())
                .setClientAddress(session.subject().client().address())
                .setClientOs(session.subject().client().operatingSystem())
                .setGateway(session.subject().client().gateway())
                .setRequestId(session.grant().request().map(Object::toString).orElse(""))
                .setRevision(session.changed().index());
        session.status().action().ifPresent(action -> builder.setPendingAction(ACTIONS.toProto(action.kind())));
        session.status().unusedSince().ifPresent(time -> builder.setUnusedTime(Times.of(time)));
        session.status().endReason().ifPresent(reason -> builder.setEndReason(END_REASONS.toProto(reason)));
        return builder.build();
    }

    /** A session at the start of a watch. */
    public static SessionEvent present(Session session) {
        return SessionEvent.newBuilder()
                .setChange(SessionEvent.Change.CHANGE_PRESENT)
                .setSession(toProto(session))
                .build();
    }

    /** A change as watchers see it. */
    public static SessionEvent changed(SessionChanged changed) {
        return SessionEvent.newBuilder()
                .setChange(CHANGES.toProto(changed.change()))
                .setSession(toProto(changed.session()))
                .build();
    }
}
