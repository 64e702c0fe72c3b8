package io.usher.node.api.mapping;

import io.usher.core.command.RequestActions;
import io.usher.core.model.Action;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionState;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.proto.v1.RequestActionsRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What hosts are asked to do. */
public final class ActionMapping {

    private static final EnumMapping<ActionKind, io.usher.proto.v1.Action.Kind> KINDS =
            EnumMapping.of(ActionKind.class, io.usher.proto.v1.Action.Kind.class, "KIND_");
    private static final EnumMapping<ActionState, io.usher.proto.v1.Action.State> STATES =
            EnumMapping.of(ActionState.class, io.usher.proto.v1.Action.State.class, "STATE_");

    private ActionMapping() {}

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static RequestActions toCommand(RequestActionsRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<Optional<SessionId>> session =
                checks.check("session", () -> Names.optional(request.getSession(), Names::session));
        Supplier<Optional<UserName>> user = checks.check("user", () -> Names.optional(request.getUser(), Names::user));
        Supplier<Optional<HostId>> host = checks.check("host", () -> Names.optional(request.getHost(), Names::host));
        Supplier<Optional<PoolId>> pool = checks.check("pool", () -> Names.optional(request.getPool(), Names::pool));
        Supplier<ActionOrder> order = order(checks, request);
        if (!checks.passed()) {
            return checks.result(() -> {
                throw new IllegalStateException("a field was malformed and is read all the same");
            });
        }
        // What only shows in the whole: that somebody is named, and for what.
        return checks.result(checks.check(
                "kind",
                () -> new RequestActions(
                        new ActionTarget(session.get(), user.get(), host.get(), pool.get()), order.get())));
    }

    private static Supplier<ActionOrder> order(FieldChecks checks, RequestActionsRequest request) {
        Supplier<ActionKind> kind = checks.check("kind", () -> KINDS.toCore(request.getKind()));
        Supplier<Duration> timeout = checks.check("timeout", () -> {
            Duration given = request.hasTimeout() ? Times.duration(request.getTimeout()) : ActionOrder.DEFAULT_TIMEOUT;
            return new ActionOrder(ActionKind.RESET, "", "", given).timeout();
        });
        if (!checks.passed()) {
            return () -> {
                throw new IllegalStateException("a field was malformed and is read all the same");
            };
        }
        return checks.check(
                "text", () -> new ActionOrder(kind.get(), request.getTitle(), request.getText(), timeout.get()));
    }

    /** Reads a filter by state; empty for all. */
    public static Optional<ActionState> state(io.usher.proto.v1.Action.State state) {
        return state == io.usher.proto.v1.Action.State.STATE_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(STATES.toCore(state));
    }

    public static io.usher.proto.v1.Action toProto(Action action) {
        return io.usher.proto.v1.Action.newBuilder()
                .setName(Names.of(action.id()))
                .setKind(KINDS.toProto(action.kind()))
                .setSession(action.session().map(Names::of).orElse(""))
                .setHost(Names.of(action.host()))
                .setUser(action.user().map(UserName::value).orElse(""))
                .setTitle(action.order().title())
                .setText(action.order().text())
                .setState(STATES.toProto(action.outcome().state()))
                .setReason(action.outcome().reason())
                .setStateTime(Times.of(action.outcome().since()))
                .setExpireTime(Times.of(action.deadline()))
                .setRevision(action.outcome().changed().index())
                .build();
    }
}
