package io.usher.node.api.mapping;

import com.google.protobuf.Duration;
import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.EffectiveValue;
import io.usher.core.model.Host;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.SettingOrigin;
import io.usher.proto.v1.EffectiveSetting;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
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

    /**
     * When sessions that nobody works in are logged off; what is not set says nothing.
     *
     * @param owner the field that holds the two
     */
    static Supplier<SessionTimeouts> timeouts(
            FieldChecks checks, String owner, Optional<Duration> linger, Optional<Duration> disconnected) {
        Supplier<OptionalInt> lingering = seconds(checks, owner + ".linger_timeout", linger);
        Supplier<OptionalInt> left = seconds(checks, owner + ".disconnected_timeout", disconnected);
        return () -> new SessionTimeouts(lingering.get(), left.get());
    }

    /** A field of a message, where it is set. */
    static Optional<Duration> given(boolean isSet, Duration duration) {
        return isSet ? Optional.of(duration) : Optional.empty();
    }

    private static Supplier<OptionalInt> seconds(FieldChecks checks, String field, Optional<Duration> set) {
        return checks.check(
                field,
                () -> set.map(Times::duration)
                        .map(HostPolicyMapping::wholeSeconds)
                        .orElse(OptionalInt.empty()));
    }

    private static OptionalInt wholeSeconds(java.time.Duration time) {
        if (!time.truncatedTo(ChronoUnit.SECONDS).equals(time) || time.abs().toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must be whole seconds up to 30 days, found " + time);
        }
        return new SessionTimeouts(OptionalInt.of((int) time.toSeconds()), OptionalInt.empty()).lingerSeconds();
    }

    /** Sets what is said. */
    static void fill(SessionTimeouts timeouts, Consumer<Duration> linger, Consumer<Duration> disconnected) {
        timeouts.lingerSeconds().ifPresent(seconds -> linger.accept(Times.of(java.time.Duration.ofSeconds(seconds))));
        timeouts.disconnectedSeconds()
                .ifPresent(seconds -> disconnected.accept(Times.of(java.time.Duration.ofSeconds(seconds))));
    }

    /** The settings in effect on a host. */
    public static List<EffectiveSetting> toProto(Host host, EffectiveHostPolicy policy) {
        return List.of(
                setting("weight", policy.weight(), host),
                setting("max_sessions", policy.maxSessions(), host),
                setting("pending_logon_limit", policy.pendingLogonLimit(), host),
                setting("linger_timeout", policy.lingerSeconds(), host),
                setting("disconnected_timeout", policy.disconnectedSeconds(), host));
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
