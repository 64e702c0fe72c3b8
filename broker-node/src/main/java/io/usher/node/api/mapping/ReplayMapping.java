package io.usher.node.api.mapping;

import io.usher.core.Rerun.Comparison;
import io.usher.core.Rerun.Result;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.proto.v1.ReplayRequest;
import io.usher.proto.v1.ReplayResponse;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Replays of the log. */
public final class ReplayMapping {

    private static final int MOST_POOLS = 1_000;

    private ReplayMapping() {}

    /**
     * What is asked for.
     *
     * @param to last revision, 0 for the latest
     * @param pools settings that pools are supposed to have
     */
    public record Wanted(long from, long to, Map<PoolId, PoolSettings> pools) {

        public Wanted {
            pools = Map.copyOf(pools);
        }
    }

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static Wanted wanted(ReplayRequest request) {
        FieldChecks checks = new FieldChecks();
        if (request.getFromRevision() < 1) {
            checks.violate("from_revision", "must be positive, found " + request.getFromRevision());
        }
        if (request.getToRevision() < 0) {
            checks.violate("to_revision", "must not be negative, found " + request.getToRevision());
        }
        if (request.getPoolsCount() > MOST_POOLS) {
            checks.violate("pools", "must be at most " + MOST_POOLS + ", found " + request.getPoolsCount());
        }
        SortedMap<PoolId, PoolSettings> pools = new TreeMap<>();
        for (io.usher.proto.v1.Pool pool : request.getPoolsList()) {
            Supplier<PoolId> id = checks.check("pools.name", () -> Names.pool(pool.getName()));
            Supplier<PoolMapping.Contents> contents = PoolMapping.contents(checks, pool);
            if (checks.passed()) {
                pools.put(id.get(), contents.get().settings());
            }
        }
        return checks.result(() -> new Wanted(request.getFromRevision(), request.getToRevision(), pools));
    }

    public static ReplayResponse.Difference toProto(Comparison comparison) {
        return ReplayResponse.Difference.newBuilder()
                .setDecision(Names.ofDecision(comparison.position()))
                .setUser(comparison.user().value())
                .setResource(Names.of(comparison.resource()))
                .setRecorded(toProto(comparison.recorded()))
                .setSupposed(toProto(comparison.supposed()))
                .build();
    }

    /** How many users were and would have been sent to a host. */
    public static ReplayResponse.HostCount toProto(HostId host, int recorded, int supposed) {
        return ReplayResponse.HostCount.newBuilder()
                .setHost(Names.of(host))
                .setRecorded(recorded)
                .setSupposed(supposed)
                .build();
    }

    private static ReplayResponse.Result toProto(Result result) {
        return ReplayResponse.Result.newBuilder()
                .setHost(result.host().map(Names::of).orElse(""))
                .setRefusal(result.refusal().map(Enum::name).orElse(""))
                .setDecision(result.decision())
                .build();
    }
}
