package io.usher.node.replication.codec;

import io.usher.core.model.ClientInfo;
import io.usher.core.model.FolderId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.SiteSettings;
import io.usher.proto.internal.v1.ClientRecord;
import io.usher.proto.internal.v1.HostSettingsRecord;
import io.usher.proto.internal.v1.PoolSettingsRecord;
import io.usher.proto.internal.v1.ResourceSettingsRecord;
import io.usher.proto.internal.v1.SiteSettingsRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What administrators set. Durations are written in whole milliseconds; what is below is cut off. */
final class SettingsCodec {

    private SettingsCodec() {}

    static SiteSettingsRecord encode(SiteSettings settings) {
        SiteSettingsRecord.Builder builder = SiteSettingsRecord.newBuilder()
                .setHostLeaseMillis(settings.hostLease().toMillis())
                .setLostAfterMillis(settings.lostAfter().toMillis())
                .setReconnectMatch(Codes.RECONNECT_MATCH.encode(settings.reconnectMatch()))
                .setUserSessionLimit(LimitCodec.encode(settings.userLimit()))
                .addAllClientZones(LabelCodec.encodeZones(settings.clientZones()));
        settings.hosts().weight().ifPresent(builder::setHostWeight);
        settings.hosts().maxSessions().ifPresent(builder::setMaxSessionsPerHost);
        settings.hosts().pendingLogonLimit().ifPresent(builder::setPendingLogonLimit);
        settings.hosts().timeouts().lingerSeconds().ifPresent(builder::setLingerSeconds);
        settings.hosts().timeouts().disconnectedSeconds().ifPresent(builder::setDisconnectedSeconds);
        return builder.build();
    }

    static SiteSettings decode(SiteSettingsRecord settings) {
        return new SiteSettings(
                Duration.ofMillis(settings.getHostLeaseMillis()),
                Duration.ofMillis(settings.getLostAfterMillis()),
                new HostPolicy(
                        unlessZero(settings.getHostWeight()),
                        unlessZero(settings.getMaxSessionsPerHost()),
                        given(settings.hasPendingLogonLimit(), settings.getPendingLogonLimit()),
                        new SessionTimeouts(
                                given(settings.hasLingerSeconds(), settings.getLingerSeconds()),
                                given(settings.hasDisconnectedSeconds(), settings.getDisconnectedSeconds()))),
                LimitCodec.decode(settings.getReconnectMatch()).orElse(ReconnectMatch.USER),
                LimitCodec.userLimit(settings.getUserSessionLimit()),
                LabelCodec.decodeZones(settings.getClientZonesList()));
    }

    static PoolSettingsRecord encode(PoolSettings settings) {
        PoolSettingsRecord.Builder builder = PoolSettingsRecord.newBuilder()
                .setMethod(Codes.BALANCING_METHOD.encode(settings.method()))
                .setCounters(CounterCodec.encode(settings.counters()))
                .setOneSessionPerUser(settings.sessions().oneSessionPerUser())
                .setUserSessionLimit(LimitCodec.encode(settings.sessions().userLimit()))
                .setTicketLifetimeMillis(settings.ticketLifetime().toMillis())
                .setSessionSharing(settings.sessions().sessionSharing())
                .setPrelaunchHoldMillis(settings.sessions().prelaunchHold().toMillis())
                .setMinOpenHosts(settings.minOpenHosts())
                .addAllRoutes(RouteCodec.encode(settings.routes()));
        settings.sessions().reconnectMatch().map(Codes.RECONNECT_MATCH::encode).ifPresent(builder::setReconnectMatch);
        settings.hosts().weight().ifPresent(builder::setHostWeight);
        settings.hosts().maxSessions().ifPresent(builder::setMaxSessionsPerHost);
        settings.hosts().pendingLogonLimit().ifPresent(builder::setPendingLogonLimit);
        settings.hosts().timeouts().lingerSeconds().ifPresent(builder::setLingerSeconds);
        settings.hosts().timeouts().disconnectedSeconds().ifPresent(builder::setDisconnectedSeconds);
        ScalingCodec.encode(settings.autoscale(), builder);
        BindingCodec.encode(settings.dedication(), builder);
        return builder.build();
    }

    static PoolSettings decode(PoolSettingsRecord settings) {
        return new PoolSettings(
                Codes.BALANCING_METHOD.decode(settings.getMethod()),
                CounterCodec.decode(settings.getCounters()),
                new SessionPolicy(
                        settings.getOneSessionPerUser(),
                        LimitCodec.decode(settings.getReconnectMatch()),
                        LimitCodec.userLimit(settings.getUserSessionLimit()),
                        settings.getSessionSharing(),
                        settings.hasPrelaunchHoldMillis()
                                ? Duration.ofMillis(settings.getPrelaunchHoldMillis())
                                : SessionPolicy.DEFAULT_PRELAUNCH_HOLD),
                new HostPolicy(
                        unlessZero(settings.getHostWeight()),
                        unlessZero(settings.getMaxSessionsPerHost()),
                        given(settings.hasPendingLogonLimit(), settings.getPendingLogonLimit()),
                        new SessionTimeouts(
                                given(settings.hasLingerSeconds(), settings.getLingerSeconds()),
                                given(settings.hasDisconnectedSeconds(), settings.getDisconnectedSeconds()))),
                Duration.ofMillis(settings.getTicketLifetimeMillis()),
                settings.getMinOpenHosts(),
                ScalingCodec.decode(settings),
                BindingCodec.decode(settings),
                RouteCodec.decode(settings.getRoutesList()));
    }

    static ResourceSettingsRecord encode(ResourceSettings settings) {
        ResourceSettingsRecord.Builder builder = ResourceSettingsRecord.newBuilder()
                .setDisplayName(settings.displayName())
                .setState(Codes.RESOURCE_STATE.encode(settings.state()))
                .setMaintenanceMessage(settings.maintenanceMessage())
                .setCommandLine(settings.commandLine())
                .setConcurrentUserLimit(LimitCodec.encode(settings.limit()))
                .setFilter(FilterCodec.encode(settings.filter()))
                .addAllRoutes(RouteCodec.encode(settings.routes()));
        LabelCodec.encode(settings.labels(), builder);
        settings.folder().map(FolderId::value).ifPresent(builder::setFolder);
        settings.pools().forEach(pool -> builder.addPools(pool.value()));
        return builder.build();
    }

    static ResourceSettings decode(ResourceSettingsRecord settings) {
        return new ResourceSettings(
                settings.getDisplayName(),
                Codes.RESOURCE_STATE.decode(settings.getState()),
                settings.getMaintenanceMessage(),
                settings.getPoolsList().stream().map(PoolId::new).toList(),
                settings.getCommandLine(),
                LimitCodec.resourceLimit(settings.getConcurrentUserLimit()),
                settings.hasFolder() ? Optional.of(new FolderId(settings.getFolder())) : Optional.empty(),
                FilterCodec.decode(settings.getFilter()),
                RouteCodec.decode(settings.getRoutesList()),
                LabelCodec.decode(settings));
    }

    static HostSettingsRecord encode(HostSettings settings) {
        HostSettingsRecord.Builder builder = HostSettingsRecord.newBuilder()
                .setLogonControl(Codes.LOGON_CONTROL.encode(settings.logonControl()))
                .setDescription(settings.description())
                .addAllRoutes(RouteCodec.encode(settings.routes()))
                .addAllLabels(LabelCodec.encode(settings.labels()));
        settings.policy().weight().ifPresent(builder::setWeight);
        settings.policy().maxSessions().ifPresent(builder::setMaxSessions);
        settings.policy().pendingLogonLimit().ifPresent(builder::setPendingLogonLimit);
        settings.policy().timeouts().lingerSeconds().ifPresent(builder::setLingerSeconds);
        settings.policy().timeouts().disconnectedSeconds().ifPresent(builder::setDisconnectedSeconds);
        return builder.build();
    }

    static HostSettings decode(HostSettingsRecord settings) {
        return new HostSettings(
                new HostPolicy(
                        unlessZero(settings.getWeight()),
                        given(settings.hasMaxSessions(), settings.getMaxSessions()),
                        given(settings.hasPendingLogonLimit(), settings.getPendingLogonLimit()),
                        new SessionTimeouts(
                                given(settings.hasLingerSeconds(), settings.getLingerSeconds()),
                                given(settings.hasDisconnectedSeconds(), settings.getDisconnectedSeconds()))),
                Codes.LOGON_CONTROL.decode(settings.getLogonControl()),
                settings.getDescription(),
                RouteCodec.decode(settings.getRoutesList()),
                LabelCodec.decode(settings.getLabelsList()));
    }

    private static OptionalInt unlessZero(int written) {
        return given(written != 0, written);
    }

    private static OptionalInt given(boolean present, int written) {
        return present ? OptionalInt.of(written) : OptionalInt.empty();
    }

    static ClientRecord encode(ClientInfo client) {
        return ClientRecord.newBuilder()
                .setName(client.name())
                .setAddress(client.address())
                .setOperatingSystem(client.operatingSystem())
                .setGateway(client.gateway())
                .build();
    }

    static ClientInfo decode(ClientRecord client) {
        return new ClientInfo(client.getName(), client.getAddress(), client.getOperatingSystem(), client.getGateway());
    }
}
