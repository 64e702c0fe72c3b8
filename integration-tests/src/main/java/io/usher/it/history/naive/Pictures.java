package io.usher.it.history.naive;

import com.google.protobuf.Timestamp;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.ReconnectMatch;
import java.time.Duration;

/** Times and spans as the API shows them. */
final class Pictures {

    private Pictures() {}

    static Timestamp time(long epochMillis) {
        return Timestamp.newBuilder()
                .setSeconds(epochMillis / 1000)
                .setNanos((int) (epochMillis % 1000) * 1_000_000)
                .build();
    }

    static com.google.protobuf.Duration span(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static io.usher.proto.v1.OverLimitPolicy policy(OverLimitPolicy policy) {
        return io.usher.proto.v1.OverLimitPolicy.valueOf("OVER_LIMIT_POLICY_" + policy.name());
    }

    static io.usher.proto.v1.LimitFinding finding(LimitFinding finding) {
        return io.usher.proto.v1.LimitFinding.newBuilder()
                .setKind(io.usher.proto.v1.LimitFinding.Kind.valueOf(
                        "KIND_" + finding.kind().name()))
                .setLimit(finding.limit())
                .setFound(finding.found())
                .setPolicy(policy(finding.policy()))
                .build();
    }

    static io.usher.proto.v1.ReconnectMatch match(ReconnectMatch match) {
        return io.usher.proto.v1.ReconnectMatch.valueOf("RECONNECT_MATCH_" + match.name());
    }
}
