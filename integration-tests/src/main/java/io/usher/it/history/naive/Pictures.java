package io.usher.it.history.naive;

import com.google.protobuf.Timestamp;
import io.usher.core.model.ClientZone;
import io.usher.core.model.Filter;
import io.usher.core.model.Label;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.Route;
import io.usher.core.model.SessionTimeouts;
import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterRule;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Times, spans and filters as the API shows them. */
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

    /** Sets what is said. */
    static void timeouts(
            SessionTimeouts timeouts,
            Consumer<com.google.protobuf.Duration> linger,
            Consumer<com.google.protobuf.Duration> disconnected) {
        timeouts.lingerSeconds().ifPresent(seconds -> linger.accept(span(Duration.ofSeconds(seconds))));
        timeouts.disconnectedSeconds().ifPresent(seconds -> disconnected.accept(span(Duration.ofSeconds(seconds))));
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

    static List<FilterRule> rules(Filter filter) {
        return filter.rules().stream()
                .map(rule -> FilterRule.newBuilder()
                        .setRuleId(rule.id())
                        .setEffect(effect(rule.effect()))
                        .addAllCriteria(rule.criteria().stream()
                                .map(criterion -> FilterRule.Criterion.newBuilder()
                                        .setKind(FilterRule.Criterion.Kind.valueOf(
                                                "KIND_" + criterion.kind().name()))
                                        .setNegated(criterion.negated())
                                        .addAllObjects(criterion.objects())
                                        .build())
                                .toList())
                        .build())
                .toList();
    }

    static List<io.usher.proto.v1.Route> routes(List<Route> routes) {
        return routes.stream()
                .map(route -> io.usher.proto.v1.Route.newBuilder()
                        .setKind(io.usher.proto.v1.Route.Kind.valueOf(
                                "KIND_" + route.kind().name()))
                        .setEndpoint(route.endpoint())
                        .build())
                .toList();
    }

    static List<io.usher.proto.v1.Label> labels(List<Label> labels) {
        return labels.stream()
                .map(label -> io.usher.proto.v1.Label.newBuilder()
                        .setKey(label.key())
                        .setValue(label.value())
                        .build())
                .toList();
    }

    static List<io.usher.proto.v1.ClientZone> zones(List<ClientZone> zones) {
        return zones.stream()
                .map(zone -> io.usher.proto.v1.ClientZone.newBuilder()
                        .setNetwork(zone.network().value())
                        .setZone(zone.zone())
                        .build())
                .toList();
    }

    static FilterEffect effect(io.usher.core.model.FilterEffect effect) {
        return FilterEffect.valueOf("FILTER_EFFECT_" + effect.name());
    }
}
