package io.usher.node.api.mapping;

import io.usher.core.model.LimitFinding;
import io.usher.core.model.LimitKind;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.UserLimit;
import java.util.Optional;
import java.util.function.Supplier;

/** Limits on users, and how their sessions are found again. Bounds are checked by the core's own records. */
final class LimitMapping {

    private static final EnumMapping<OverLimitPolicy, io.usher.proto.v1.OverLimitPolicy> POLICIES =
            EnumMapping.of(OverLimitPolicy.class, io.usher.proto.v1.OverLimitPolicy.class, "OVER_LIMIT_POLICY_");
    private static final EnumMapping<ReconnectMatch, io.usher.proto.v1.ReconnectMatch> MATCHES =
            EnumMapping.of(ReconnectMatch.class, io.usher.proto.v1.ReconnectMatch.class, "RECONNECT_MATCH_");
    private static final EnumMapping<LimitKind, io.usher.proto.v1.LimitFinding.Kind> KINDS =
            EnumMapping.of(LimitKind.class, io.usher.proto.v1.LimitFinding.Kind.class, "KIND_");

    private LimitMapping() {}

    /**
     * A limit on the sessions of one user.
     *
     * @param object name of the message that the fields belong to
     */
    static Supplier<UserLimit> userLimit(
            FieldChecks checks, String object, int most, io.usher.proto.v1.OverLimitPolicy policy) {
        Supplier<Integer> sessions = checks.check(
                object + ".user_session_limit",
                () -> new UserLimit(most, UserLimit.NONE.overUserSessionLimit()).userSessionLimit());
        Supplier<OverLimitPolicy> over = checks.check(object + ".over_user_session_limit", () -> policy(policy));
        return () -> new UserLimit(sessions.get(), over.get());
    }

    /** The limit on the users of a resource. */
    static Supplier<ResourceLimit> resourceLimit(FieldChecks checks, io.usher.proto.v1.Resource resource) {
        Supplier<Integer> users = checks.check(
                "resource.concurrent_user_limit",
                () -> new ResourceLimit(resource.getConcurrentUserLimit(), ResourceLimit.NONE.overConcurrentUserLimit())
                        .concurrentUserLimit());
        Supplier<OverLimitPolicy> over = checks.check(
                "resource.over_concurrent_user_limit", () -> policy(resource.getOverConcurrentUserLimit()));
        return () -> new ResourceLimit(users.get(), over.get());
    }

    private static OverLimitPolicy policy(io.usher.proto.v1.OverLimitPolicy policy) {
        return policy == io.usher.proto.v1.OverLimitPolicy.OVER_LIMIT_POLICY_UNSPECIFIED
                ? OverLimitPolicy.WARN_USER_AND_REFUSE
                : POLICIES.toCore(policy);
    }

    static io.usher.proto.v1.OverLimitPolicy toProto(OverLimitPolicy policy) {
        return POLICIES.toProto(policy);
    }

    /** How sessions are found again; empty where nothing is said. */
    static Optional<ReconnectMatch> match(io.usher.proto.v1.ReconnectMatch match) {
        return match == io.usher.proto.v1.ReconnectMatch.RECONNECT_MATCH_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(MATCHES.toCore(match));
    }

    static io.usher.proto.v1.ReconnectMatch toProto(ReconnectMatch match) {
        return MATCHES.toProto(match);
    }

    static io.usher.proto.v1.LimitFinding toProto(LimitFinding finding) {
        return io.usher.proto.v1.LimitFinding.newBuilder()
                .setKind(KINDS.toProto(finding.kind()))
                .setLimit(finding.limit())
                .setFound(finding.found())
                .setPolicy(POLICIES.toProto(finding.policy()))
                .build();
    }
}
