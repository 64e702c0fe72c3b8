package io.usher.node.api.mapping;

import io.usher.core.model.ClientZone;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.Pool;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserLimit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** The site. */
public final class SiteMapping {

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE = Set.of(
            "display_name",
            "host_lease",
            "lost_after",
            "host_weight",
            "max_sessions_per_host",
            "pending_logon_limit",
            "linger_timeout",
            "disconnected_timeout",
            "reconnect_match",
            "user_session_limit",
            "over_user_session_limit",
            "client_zones");

    private static final SiteSettings DEFAULTS = SiteSettings.DEFAULTS;
    /** Goes with every lease that is good by itself. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private SiteMapping() {}

    /** What administrators set on the site. */
    public record Contents(String displayName, SiteSettings settings) {}

    /** Reads what administrators set; fields without a value get their default. */
    public static Supplier<Contents> contents(FieldChecks checks, io.usher.proto.v1.Site site) {
        Supplier<String> displayName = checks.check("site.display_name", () -> {
            Pool.requireDescription(site.getDisplayName());
            return site.getDisplayName();
        });
        Supplier<Duration> lease = checks.check("site.host_lease", () -> {
            Duration value = site.hasHostLease() ? Times.duration(site.getHostLease()) : DEFAULTS.hostLease();
            return new SiteSettings(value, LONGEST).hostLease();
        });
        Supplier<Duration> lostAfter = checks.check(
                "site.lost_after",
                () -> site.hasLostAfter() ? Times.duration(site.getLostAfter()) : DEFAULTS.lostAfter());
        Supplier<HostPolicy> hosts = hosts(checks, site);
        Supplier<ReconnectMatch> match = checks.check(
                "site.reconnect_match",
                () -> LimitMapping.match(site.getReconnectMatch()).orElse(DEFAULTS.reconnectMatch()));
        Supplier<UserLimit> limit =
                LimitMapping.userLimit(checks, "site", site.getUserSessionLimit(), site.getOverUserSessionLimit());
        Supplier<List<ClientZone>> zones = LabelMapping.zones(checks, site.getClientZonesList());
        if (checks.passed()) {
            // The two hang together, so the second can only be judged beside a good first.
            checks.check("site.lost_after", () -> new SiteSettings(lease.get(), lostAfter.get()));
        }
        return () -> new Contents(
                displayName.get(),
                new SiteSettings(lease.get(), lostAfter.get(), hosts.get(), match.get(), limit.get(), zones.get()));
    }

    private static Supplier<HostPolicy> hosts(FieldChecks checks, io.usher.proto.v1.Site site) {
        Supplier<OptionalInt> weight = HostPolicyMapping.weight(checks, "site.host_weight", site.getHostWeight());
        Supplier<OptionalInt> seats =
                HostPolicyMapping.maxSessions(checks, "site.max_sessions_per_host", site.getMaxSessionsPerHost());
        Supplier<OptionalInt> pending = HostPolicyMapping.pendingLogonLimit(
                checks, "site.pending_logon_limit", site.hasPendingLogonLimit(), site.getPendingLogonLimit());
        Supplier<SessionTimeouts> timeouts = HostPolicyMapping.timeouts(
                checks,
                "site",
                HostPolicyMapping.given(site.hasLingerTimeout(), site.getLingerTimeout()),
                HostPolicyMapping.given(site.hasDisconnectedTimeout(), site.getDisconnectedTimeout()));
        return () -> new HostPolicy(weight.get(), seats.get(), pending.get(), timeouts.get());
    }

    public static io.usher.proto.v1.Site toProto(Site site) {
        HostPolicy hosts = site.settings().hosts();
        io.usher.proto.v1.Site.Builder builder = io.usher.proto.v1.Site.newBuilder()
                .setName(Names.SITE)
                .setSiteId(site.id().value())
                .setDisplayName(site.displayName())
                .setHostLease(Times.of(site.settings().hostLease()))
                .setLostAfter(Times.of(site.settings().lostAfter()))
                .setReconnectMatch(LimitMapping.toProto(site.settings().reconnectMatch()))
                .setUserSessionLimit(site.settings().userLimit().userSessionLimit())
                .setOverUserSessionLimit(
                        LimitMapping.toProto(site.settings().userLimit().overUserSessionLimit()))
                .setHostWeight(hosts.weight().orElse(0))
                .setMaxSessionsPerHost(hosts.maxSessions().orElse(0))
                .addAllClientZones(LabelMapping.zonesToProto(site.settings().clientZones()))
                .setFeatureLevel(site.featureLevel().value())
                .setEtag(PoolMapping.etag(site.changed()));
        hosts.pendingLogonLimit().ifPresent(builder::setPendingLogonLimit);
        HostPolicyMapping.fill(hosts.timeouts(), builder::setLingerTimeout, builder::setDisconnectedTimeout);
        return builder.build();
    }
}
