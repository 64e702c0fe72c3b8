package io.usher.node.api.mapping;

import io.usher.core.command.ControlHostLogons;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.HostChange;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.HostState;
import io.usher.core.model.Label;
import io.usher.core.model.LogonControl;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.Pool;
import io.usher.core.model.Route;
import io.usher.core.model.SessionTimeouts;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ControlHostLogonsRequest;
import io.usher.proto.v1.HostEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Hosts. */
public final class HostMapping {

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE = Set.of(
            "routes",
            "labels",
            "description",
            "weight",
            "max_sessions",
            "pending_logon_limit",
            "linger_timeout",
            "disconnected_timeout",
            "logon_control");

    private static final EnumMapping<LogonControl, io.usher.proto.v1.LogonControl> CONTROLS =
            EnumMapping.of(LogonControl.class, io.usher.proto.v1.LogonControl.class, "LOGON_CONTROL_");
    private static final EnumMapping<HostState, io.usher.proto.v1.Host.State> STATES =
            EnumMapping.of(HostState.class, io.usher.proto.v1.Host.State.class, "STATE_");

    private static final EnumMapping<HostChange, HostEvent.Change> CHANGES =
            EnumMapping.of(HostChange.class, HostEvent.Change.class, "CHANGE_", Set.of(HostChange.HEARD));

    private HostMapping() {}

    /** Reads what administrators set on a host; fields without a value get their default. */
    public static Supplier<HostSettings> settings(FieldChecks checks, io.usher.proto.v1.Host host) {
        Supplier<OptionalInt> weight = HostPolicyMapping.weight(checks, "host.weight", host.getWeight());
        Supplier<OptionalInt> seats = HostPolicyMapping.maxSessions(checks, "host.max_sessions", host.getMaxSessions());
        Supplier<OptionalInt> pending = HostPolicyMapping.pendingLogonLimit(
                checks, "host.pending_logon_limit", host.hasPendingLogonLimit(), host.getPendingLogonLimit());
        Supplier<SessionTimeouts> timeouts = HostPolicyMapping.timeouts(
                checks,
                "host",
                HostPolicyMapping.given(host.hasLingerTimeout(), host.getLingerTimeout()),
                HostPolicyMapping.given(host.hasDisconnectedTimeout(), host.getDisconnectedTimeout()));
        Supplier<LogonControl> control = checks.check(
                "host.logon_control",
                () -> host.getLogonControl() == io.usher.proto.v1.LogonControl.LOGON_CONTROL_UNSPECIFIED
                        ? LogonControl.ENABLED
                        : CONTROLS.toCore(host.getLogonControl()));
        Supplier<String> description = checks.check("host.description", () -> {
            Pool.requireDescription(host.getDescription());
            return host.getDescription();
        });
        Supplier<List<Route>> routes = RouteMapping.routes(checks, "host.routes", host.getRoutesList());
        Supplier<List<Label>> labels = LabelMapping.ofHost(checks, host.getLabelsList());
        return () -> new HostSettings(
                new HostPolicy(weight.get(), seats.get(), pending.get(), timeouts.get()),
                control.get(),
                description.get(),
                routes.get(),
                labels.get());
    }

    static LogonControl control(io.usher.proto.v1.LogonControl control) {
        return CONTROLS.toCore(control);
    }

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static ControlHostLogons toCommand(ControlHostLogonsRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<HostId> id = checks.check("name", () -> Names.host(request.getName()));
        Supplier<LogonControl> control = checks.check("logon_control", () -> control(request.getLogonControl()));
        return checks.result(() -> new ControlHostLogons(id.get(), control.get(), request.getAllowBelowMinimum()));
    }

    /** Settings of which only weight and seats differ from the defaults. */
    static Supplier<HostSettings> proposed(FieldChecks checks, ConnectRequest.Register register) {
        Supplier<OptionalInt> weight = HostPolicyMapping.weight(checks, "register.weight", register.getWeight());
        Supplier<OptionalInt> seats =
                HostPolicyMapping.maxSessions(checks, "register.max_sessions", register.getMaxSessions());
        return () -> new HostSettings(
                new HostPolicy(weight.get(), seats.get(), OptionalInt.empty()),
                HostSettings.DEFAULTS.logonControl(),
                HostSettings.DEFAULTS.description());
    }

    static LogonControl toCore(io.usher.proto.v1.LogonControl control) {
        return CONTROLS.toCore(control);
    }

    static io.usher.proto.v1.LogonControl toProto(LogonControl control) {
        return CONTROLS.toProto(control);
    }

    static io.usher.proto.v1.Host.State toProto(HostState state) {
        return STATES.toProto(state);
    }

    /** The host without what follows from its pool and its sessions. */
    public static io.usher.proto.v1.Host toProto(Host host) {
        HostPolicy policy = host.settings().policy();
        io.usher.proto.v1.Host.Builder builder = io.usher.proto.v1.Host.newBuilder()
                .setName(Names.of(host.id()))
                .setPool(Names.of(host.pool()))
                .setDescription(host.settings().description())
                .setWeight(policy.weight().orElse(0))
                .setMaxSessions(policy.maxSessions().orElse(0))
                .setLogonControl(CONTROLS.toProto(host.settings().logonControl()))
                .setState(STATES.toProto(host.status().state()))
                .setStateTime(Times.of(host.status().since()))
                .setEndpoint(host.registration().endpoint())
                .setIncarnation(host.incarnation().toString())
                .setLoad(CounterMapping.toProto(host.status().load()))
                .addAllRoutes(RouteMapping.toProto(host.settings().routes()))
                .addAllLabels(LabelMapping.toProto(host.settings().labels()))
                .setEtag(PoolMapping.etag(host.changed()));
        policy.pendingLogonLimit().ifPresent(builder::setPendingLogonLimit);
        HostPolicyMapping.fill(policy.timeouts(), builder::setLingerTimeout, builder::setDisconnectedTimeout);
        LogonFailures failures = host.status().failures();
        if (failures.failedLogons() > 0) {
            builder.setFailedLogons(failures.failedLogons()).setFailuresExpireTime(Times.of(failures.forgotten()));
        }
        return builder.build();
    }

    /** The host with what follows from its pool and its sessions. */
    public static io.usher.proto.v1.Host toProto(HostCounts counted) {
        return toProto(counted.host()).toBuilder()
                .setEffectiveMaxSessions(counted.maxSessions())
                .setSessionCount(counted.seats().taken())
                .setPendingCount(counted.seats().pending())
                .setInFlightCount(counted.seats().inFlight())
                .build();
    }

    /** A host at the start of a watch. */
    public static HostEvent present(Host host) {
        return HostEvent.newBuilder()
                .setChange(HostEvent.Change.CHANGE_PRESENT)
                .setHost(toProto(host))
                .build();
    }

    /** A change as watchers see it; empty for one that is none to them. */
    public static Optional<HostEvent> changed(HostChanged changed) {
        return CHANGES.find(changed.change())
                .map(change -> HostEvent.newBuilder()
                        .setChange(change)
                        .setHost(toProto(changed.host()))
                        .build());
    }

    public static HostEvent removed(HostId host) {
        return HostEvent.newBuilder()
                .setChange(HostEvent.Change.CHANGE_REMOVED)
                .setHost(io.usher.proto.v1.Host.newBuilder().setName(Names.of(host)))
                .build();
    }
}
