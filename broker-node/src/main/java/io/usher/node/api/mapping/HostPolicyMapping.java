package io.usher.node.api.mapping;

import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.EffectiveValue;
import io.usher.core.model.Host;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.SettingOrigin;
import io.usher.proto.v1.EffectiveSetting;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Settings that hosts inherit. Each bound is checked by the core's own record, one field at a time. */
public final class HostPolicyMapping {

    private static final EnumMapping<SettingOrigin, EffectiveSetting.Origin> ORIGINS =
            EnumMapping.of(SettingOrigin.class, EffectiveSetting.Origin.class, "ORIGIN_");

    private HostPolicyMapping() {}

    /** A weight; 0 says nothing. */
    static Supplier<OptionalInt> weight(FieldChecks checks, String field, int set) {
        return checks.check(
                field,
                () -> set == 0
                        ? OptionalInt.empty()
                        : HostPolicy.INHERITED.withWeight(set).weight());
    }

    /** A number of seats; 0 says nothing. */
    static Supplier<OptionalInt> maxSessions(FieldChecks checks, String field, int set) {
        return checks.check(
                field,
                () -> set == 0
                        ? OptionalInt.empty()
                        : HostPolicy.INHERITED.withMaxSessions(set).maxSessions());
    }

    /** The guard; 0 is no limit, and a field that is not set says nothing. */
    static Supplier<OptionalInt> pendingLogonLimit(FieldChecks checks, String field, boolean isSet, int set) {
        return checks.check(
                field,
                () -> isSet
                        ? HostPolicy.INHERITED.withPendingLogonLimit(set).pendingLogonLimit()
                        : OptionalInt.empty());
    }

    /** The settings in effect on a host. */
    public static List<EffectiveSetting> toProto(Host host, EffectiveHostPolicy policy) {
        return List.of(
                setting("weight", policy.weight(), host),
                setting("max_sessions", policy.maxSessions(), host),
                setting("pending_logon_limit", policy.pendingLogonLimit(), host));
    }

    private static EffectiveSetting setting(String name, EffectiveValue effective, Host host) {
        String source = switch (effective.origin()) {
            case HOST -> Names.of(host.id());
            case POOL -> Names.of(host.pool());
            case SITE -> Names.SITE;
            case DEFAULT -> "";
        };
        return EffectiveSetting.newBuilder()
                .setSetting(name)
                .setValue(effective.value())
                .setOrigin(ORIGINS.toProto(effective.origin()))
                .setSource(source)
                .build();
    }
}
