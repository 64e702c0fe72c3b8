package io.usher.node.api.mapping;

import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreatePool;
import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.Counters;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.Route;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.UserLimit;
import io.usher.proto.v1.ControlPoolLogonsRequest;
import io.usher.proto.v1.CreatePoolRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Pools. */
public final class PoolMapping {

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE = Set.of(
            "description",
            "method",
            "counters",
            "counter_weights",
            "custom_counters",
            "one_session_per_user",
            "reconnect_match",
            "user_session_limit",
            "over_user_session_limit",
            "host_weight",
            "min_open_hosts",
            "dedicated",
            "binding_unused",
            "session_sharing",
            "prelaunch_hold",
            "autoscale_min_hosts",
            "autoscale_max_hosts",
            "scale_up_percent",
            "scale_down_percent",
            "scale_hold_time",
            "max_sessions_per_host",
            "pending_logon_limit",
            "linger_timeout",
            "disconnected_timeout",
            "routes",
            "ticket_lifetime");

    private static final EnumMapping<BalancingMethod, io.usher.proto.v1.BalancingMethod> METHODS =
            EnumMapping.of(BalancingMethod.class, io.usher.proto.v1.BalancingMethod.class, "BALANCING_METHOD_");
    private static final PoolSettings DEFAULTS = PoolSettings.DEFAULTS;

    private PoolMapping() {}

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static CreatePool toCommand(CreatePoolRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<PoolId> id = checks.check("pool_id", () -> new PoolId(request.getPoolId()));
        Supplier<Contents> contents = contents(checks, request.getPool());
        return checks.result(() -> new CreatePool(
                id.get(), contents.get().description(), contents.get().settings()));
    }

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static ControlPoolLogons toCommand(ControlPoolLogonsRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<PoolId> id = checks.check("name", () -> Names.pool(request.getName()));
        Supplier<LogonControl> control =
                checks.check("logon_control", () -> HostMapping.control(request.getLogonControl()));
        return checks.result(() -> new ControlPoolLogons(id.get(), control.get(), request.getAllowBelowMinimum()));
    }

    /** What administrators set on a pool. */
    public record Contents(String description, PoolSettings settings) {}

    /** Reads what administrators set; fields without a value get their default. */
    public static Supplier<Contents> contents(FieldChecks checks, io.usher.proto.v1.Pool pool) {
        Supplier<String> description = checks.check("pool.description", () -> {
            Pool.requireDescription(pool.getDescription());
            return pool.getDescription();
        });
        Supplier<PoolSettings> settings = settings(checks, pool);
        return () -> new Contents(description.get(), settings.get());
    }

    /** Each bound is checked by the core's own record, one field at a time. */
    private static Supplier<PoolSettings> settings(FieldChecks checks, io.usher.proto.v1.Pool pool) {
        Supplier<BalancingMethod> method = checks.check("pool.method", () -> method(pool.getMethod()));
        Supplier<Counters> counters = CounterMapping.counters(checks, pool);
        Supplier<HostPolicy> hosts = hosts(checks, pool);
        Supplier<Duration> lifetime = checks.check("pool.ticket_lifetime", () -> {
            Duration value =
                    pool.hasTicketLifetime() ? Times.duration(pool.getTicketLifetime()) : DEFAULTS.ticketLifetime();
            return lasting(value).ticketLifetime();
        });
        Supplier<SessionPolicy> sessions = sessions(checks, pool);
        Supplier<Integer> open = checks.check(
                "pool.min_open_hosts", () -> leaving(pool.getMinOpenHosts()).minOpenHosts());
        Supplier<List<Route>> routes = RouteMapping.routes(checks, "pool.routes", pool.getRoutesList());
        Supplier<AutoscalePolicy> autoscale = ScalingMapping.policy(checks, pool);
        Supplier<DedicationPolicy> dedication = BindingMapping.policy(checks, pool);
        return () -> new PoolSettings(
                method.get(),
                counters.get(),
                sessions.get(),
                hosts.get(),
                lifetime.get(),
                open.get(),
                autoscale.get(),
                dedication.get(),
                routes.get());
    }

    private static Supplier<SessionPolicy> sessions(FieldChecks checks, io.usher.proto.v1.Pool pool) {
        boolean oneSession = pool.hasOneSessionPerUser()
                ? pool.getOneSessionPerUser()
                : DEFAULTS.sessions().oneSessionPerUser();
        Supplier<Optional<ReconnectMatch>> match =
                checks.check("pool.reconnect_match", () -> LimitMapping.match(pool.getReconnectMatch()));
        Supplier<UserLimit> limit =
                LimitMapping.userLimit(checks, "pool", pool.getUserSessionLimit(), pool.getOverUserSessionLimit());
        Supplier<Duration> hold = checks.check(
                "pool.prelaunch_hold",
                () -> holding(
                        pool.hasPrelaunchHold()
                                ? Times.duration(pool.getPrelaunchHold())
                                : SessionPolicy.DEFAULT_PRELAUNCH_HOLD));
        return () -> new SessionPolicy(oneSession, match.get(), limit.get(), pool.getSessionSharing(), hold.get());
    }

    /** The bound is checked by the core's own record. */
    private static Duration holding(Duration time) {
        return new SessionPolicy(false, Optional.empty(), UserLimit.NONE, false, time).prelaunchHold();
    }

    private static Supplier<HostPolicy> hosts(FieldChecks checks, io.usher.proto.v1.Pool pool) {
        Supplier<OptionalInt> weight = HostPolicyMapping.weight(checks, "pool.host_weight", pool.getHostWeight());
        Supplier<OptionalInt> seats =
                HostPolicyMapping.maxSessions(checks, "pool.max_sessions_per_host", pool.getMaxSessionsPerHost());
        Supplier<OptionalInt> pending = HostPolicyMapping.pendingLogonLimit(
                checks, "pool.pending_logon_limit", pool.hasPendingLogonLimit(), pool.getPendingLogonLimit());
        Supplier<SessionTimeouts> timeouts = HostPolicyMapping.timeouts(
                checks,
                "pool",
                HostPolicyMapping.given(pool.hasLingerTimeout(), pool.getLingerTimeout()),
                HostPolicyMapping.given(pool.hasDisconnectedTimeout(), pool.getDisconnectedTimeout()));
        return () -> new HostPolicy(weight.get(), seats.get(), pending.get(), timeouts.get());
    }

    private static PoolSettings leaving(int openHosts) {
        return new PoolSettings(
                DEFAULTS.method(),
                DEFAULTS.counters(),
                DEFAULTS.sessions(),
                DEFAULTS.hosts(),
                DEFAULTS.ticketLifetime(),
                openHosts,
                List.of());
    }

    private static PoolSettings lasting(Duration lifetime) {
        return new PoolSettings(
                DEFAULTS.method(), DEFAULTS.counters(), DEFAULTS.sessions(), DEFAULTS.hosts(), lifetime);
    }

    private static BalancingMethod method(io.usher.proto.v1.BalancingMethod method) {
        return method == io.usher.proto.v1.BalancingMethod.BALANCING_METHOD_UNSPECIFIED
                ? DEFAULTS.method()
                : METHODS.toCore(method);
    }

    static BalancingMethod toCore(io.usher.proto.v1.BalancingMethod method) {
        return METHODS.toCore(method);
    }

    static io.usher.proto.v1.BalancingMethod toProto(BalancingMethod method) {
        return METHODS.toProto(method);
    }

    /** The pool without its counts. */
    public static io.usher.proto.v1.Pool toProto(Pool pool) {
        PoolSettings settings = pool.settings();
        io.usher.proto.v1.Pool.Builder builder = io.usher.proto.v1.Pool.newBuilder()
                .setName(Names.of(pool.id()))
                .setDescription(pool.description())
                .setMethod(METHODS.toProto(settings.method()))
                .setOneSessionPerUser(settings.sessions().oneSessionPerUser())
                .setUserSessionLimit(settings.sessions().userLimit().userSessionLimit())
                .setOverUserSessionLimit(
                        LimitMapping.toProto(settings.sessions().userLimit().overUserSessionLimit()))
                .setSessionSharing(settings.sessions().sessionSharing())
                .setPrelaunchHold(Times.of(settings.sessions().prelaunchHold()))
                .setMinOpenHosts(settings.minOpenHosts())
                .setHostWeight(settings.hosts().weight().orElse(0))
                .setMaxSessionsPerHost(settings.hosts().maxSessions().orElse(0))
                .setTicketLifetime(Times.of(settings.ticketLifetime()))
                .addAllRoutes(RouteMapping.toProto(settings.routes()))
                .setEtag(etag(pool.changed()));
        settings.sessions().reconnectMatch().map(LimitMapping::toProto).ifPresent(builder::setReconnectMatch);
        settings.hosts().pendingLogonLimit().ifPresent(builder::setPendingLogonLimit);
        HostPolicyMapping.fill(settings.hosts().timeouts(), builder::setLingerTimeout, builder::setDisconnectedTimeout);
        CounterMapping.fill(settings.counters(), builder);
        ScalingMapping.fill(settings.autoscale(), builder);
        BindingMapping.fill(settings.dedication(), builder);
        return builder.build();
    }

    /** The pool with its counts. */
    public static io.usher.proto.v1.Pool toProto(PoolCounts counted) {
        return toProto(counted.pool()).toBuilder()
                .setHostCount(counted.hosts())
                .setSessionCount(counted.sessions())
                .setSeatCount(counted.seats())
                .build();
    }

    static String etag(LogPosition changed) {
        return changed.toString();
    }
}
