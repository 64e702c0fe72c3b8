package io.usher.node.api.mapping;

import io.usher.core.command.CreatePool;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CreatePoolRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
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
            "one_session_per_user",
            "max_sessions_per_host",
            "pending_logon_limit",
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
        Supplier<Counters> counters = counters(checks, pool);
        Supplier<Integer> seats = checks.check("pool.max_sessions_per_host", () -> {
            int value =
                    pool.getMaxSessionsPerHost() == 0 ? DEFAULTS.maxSessionsPerHost() : pool.getMaxSessionsPerHost();
            return limited(value, 0, DEFAULTS.ticketLifetime()).maxSessionsPerHost();
        });
        Supplier<Integer> pending = checks.check(
                "pool.pending_logon_limit",
                () -> limited(DEFAULTS.maxSessionsPerHost(), pool.getPendingLogonLimit(), DEFAULTS.ticketLifetime())
                        .pendingLogonLimit());
        Supplier<Duration> lifetime = checks.check("pool.ticket_lifetime", () -> {
            Duration value =
                    pool.hasTicketLifetime() ? Times.duration(pool.getTicketLifetime()) : DEFAULTS.ticketLifetime();
            return limited(DEFAULTS.maxSessionsPerHost(), 0, value).ticketLifetime();
        });
        boolean oneSession = pool.hasOneSessionPerUser() ? pool.getOneSessionPerUser() : DEFAULTS.oneSessionPerUser();
        return () ->
                new PoolSettings(method.get(), counters.get(), oneSession, seats.get(), pending.get(), lifetime.get());
    }

    private static PoolSettings limited(int seats, int pending, Duration lifetime) {
        return new PoolSettings(
                DEFAULTS.method(), DEFAULTS.counters(), DEFAULTS.oneSessionPerUser(), seats, pending, lifetime);
    }

    private static BalancingMethod method(io.usher.proto.v1.BalancingMethod method) {
        return method == io.usher.proto.v1.BalancingMethod.BALANCING_METHOD_UNSPECIFIED
                ? DEFAULTS.method()
                : METHODS.toCore(method);
    }

    static io.usher.proto.v1.BalancingMethod toProto(BalancingMethod method) {
        return METHODS.toProto(method);
    }

    private static Supplier<Counters> counters(FieldChecks checks, io.usher.proto.v1.Pool pool) {
        Supplier<Set<Counter>> on = checks.check("pool.counters", () -> counters(pool.getCountersList()));
        Supplier<CounterWeights> weights =
                checks.check("pool.counter_weights", () -> weights(pool.getCounterWeights()));
        return () -> new Counters(
                on.get().contains(Counter.COUNTER_SESSIONS),
                on.get().contains(Counter.COUNTER_MEMORY),
                on.get().contains(Counter.COUNTER_CPU),
                weights.get());
    }

    private static Set<Counter> counters(List<Counter> counters) {
        if (counters.isEmpty()) {
            return EnumSet.of(Counter.COUNTER_SESSIONS, Counter.COUNTER_MEMORY, Counter.COUNTER_CPU);
        }
        for (Counter counter : counters) {
            if (counter == Counter.COUNTER_UNSPECIFIED || counter == Counter.UNRECOGNIZED) {
                throw new IllegalArgumentException("must be sessions, memory or CPU, found " + counter);
            }
        }
        return EnumSet.copyOf(counters);
    }

    private static CounterWeights weights(io.usher.proto.v1.CounterWeights weights) {
        return new CounterWeights(weight(weights.getSessions()), weight(weights.getMemory()), weight(weights.getCpu()));
    }

    private static int weight(int set) {
        return set == 0 ? CounterWeights.DEFAULT_WEIGHT : set;
    }

    /** The pool without its counts. */
    public static io.usher.proto.v1.Pool toProto(Pool pool) {
        PoolSettings settings = pool.settings();
        io.usher.proto.v1.Pool.Builder builder = io.usher.proto.v1.Pool.newBuilder()
                .setName(Names.of(pool.id()))
                .setDescription(pool.description())
                .setMethod(METHODS.toProto(settings.method()))
                .setOneSessionPerUser(settings.oneSessionPerUser())
                .setMaxSessionsPerHost(settings.maxSessionsPerHost())
                .setPendingLogonLimit(settings.pendingLogonLimit())
                .setTicketLifetime(Times.of(settings.ticketLifetime()))
                .setEtag(etag(pool.changed()));
        addCounters(builder, settings.counters());
        return builder.build();
    }

    private static void addCounters(io.usher.proto.v1.Pool.Builder builder, Counters counters) {
        if (counters.sessions()) {
            builder.addCounters(Counter.COUNTER_SESSIONS);
        }
        if (counters.memory()) {
            builder.addCounters(Counter.COUNTER_MEMORY);
        }
        if (counters.cpu()) {
            builder.addCounters(Counter.COUNTER_CPU);
        }
        builder.getCounterWeightsBuilder()
                .setSessions(counters.weights().sessionsWeight())
                .setMemory(counters.weights().memoryWeight())
                .setCpu(counters.weights().cpuWeight());
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
