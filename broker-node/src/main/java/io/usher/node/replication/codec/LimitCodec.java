package io.usher.node.replication.codec;

import io.usher.core.model.LimitFinding;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.UserLimit;
import io.usher.proto.internal.v1.LimitFindingRecord;
import io.usher.proto.internal.v1.LimitRecord;
import io.usher.proto.internal.v1.OverLimitPolicyCode;
import io.usher.proto.internal.v1.ReconnectMatchCode;
import java.util.Optional;

/** Limits on users, and how their sessions are found again. What was written before there were any reads as none. */
final class LimitCodec {

    private LimitCodec() {}

    static LimitRecord encode(UserLimit limit) {
        return encode(limit.userSessionLimit(), limit.overUserSessionLimit());
    }

    static LimitRecord encode(ResourceLimit limit) {
        return encode(limit.concurrentUserLimit(), limit.overConcurrentUserLimit());
    }

    private static LimitRecord encode(int most, OverLimitPolicy policy) {
        return LimitRecord.newBuilder()
                .setMost(most)
                .setPolicy(Codes.OVER_LIMIT_POLICY.encode(policy))
                .build();
    }

    static UserLimit userLimit(LimitRecord limit) {
        return new UserLimit(limit.getMost(), policy(limit));
    }

    static ResourceLimit resourceLimit(LimitRecord limit) {
        return new ResourceLimit(limit.getMost(), policy(limit));
    }

    private static OverLimitPolicy policy(LimitRecord limit) {
        return limit.getPolicy() == OverLimitPolicyCode.OVER_LIMIT_POLICY_CODE_UNSPECIFIED
                ? OverLimitPolicy.WARN_USER_AND_REFUSE
                : Codes.OVER_LIMIT_POLICY.decode(limit.getPolicy());
    }

    static Optional<ReconnectMatch> decode(ReconnectMatchCode match) {
        return match == ReconnectMatchCode.RECONNECT_MATCH_CODE_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(Codes.RECONNECT_MATCH.decode(match));
    }

    static LimitFindingRecord encode(LimitFinding finding) {
        return LimitFindingRecord.newBuilder()
                .setKind(Codes.LIMIT_KIND.encode(finding.kind()))
                .setLimit(finding.limit())
                .setFound(finding.found())
                .setPolicy(Codes.OVER_LIMIT_POLICY.encode(finding.policy()))
                .build();
    }

    static LimitFinding decode(LimitFindingRecord finding) {
        return new LimitFinding(
                Codes.LIMIT_KIND.decode(finding.getKind()),
                finding.getLimit(),
                finding.getFound(),
                Codes.OVER_LIMIT_POLICY.decode(finding.getPolicy()));
    }
}
