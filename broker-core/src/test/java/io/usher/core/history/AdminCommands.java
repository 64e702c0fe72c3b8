package io.usher.core.history;

import io.usher.core.command.Command;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.GrantRole;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Filter;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonControl;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Role;
import io.usher.core.model.Route;
import io.usher.core.model.RouteKind;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.Site;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserLimit;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What administrators and brokers send. */
final class AdminCommands {

    private final Chance chance;
    private final FilterCommands filters;

    AdminCommands(Chance chance) {
        this.chance = chance;
        this.filters = new FilterCommands(chance);
    }

    Command foundSite() {
        return new FoundSite(new SiteId("site" + chance.between(1, 2)), "", siteSettings(), featureLevel());
    }

    Command raiseFeatureLevel() {
        return new RaiseFeatureLevel(featureLevel());
    }

    private FeatureLevel featureLevel() {
        return new FeatureLevel(chance.between(1, 2));
    }

    Command updateSite(BrokerView view) {
        return new UpdateSite(expected(view.site().map(Site::changed)), "Site", siteSettings());
    }

    Command registerBroker() {
        return new RegisterBroker(chance.oneOf(Names.BROKERS), "b:" + chance.between(1, 9), "key", "0.1.0");
    }

    Command promoteBroker() {
        return new PromoteBroker(chance.oneOf(Names.BROKERS), LeadCause.PROMOTION);
    }

    Command grantRole() {
        return new GrantRole(chance.oneOf(Names.IDENTITIES), chance.oneOf(List.of(Role.values())));
    }

    Command revokeRole() {
        return new RevokeRole(chance.oneOf(Names.IDENTITIES), chance.oneOf(List.of(Role.values())));
    }

    Command removeBroker() {
        return new RemoveBroker(chance.oneOf(Names.BROKERS));
    }

    Command standIn(BrokerView view) {
        BrokerId missing = chance.oneOf(Names.BROKERS);
        List<BrokerId> others =
                Names.BROKERS.stream().filter(id -> !id.equals(missing)).toList();
        List<BrokerId> standbys = view.brokers().stream()
                .filter(broker -> broker.settings().isStandby())
                .map(BrokerProfile::id)
                .filter(id -> !id.equals(missing))
                .toList();
        BrokerId standby = chance.oneOf(standbys.isEmpty() || chance.percent(20) ? others : standbys);
        return new StandIn(missing, standby, Duration.ofSeconds(chance.between(0, 90)));
    }

    Command updateBroker(BrokerView view) {
        BrokerId id = chance.oneOf(Names.BROKERS);
        return new UpdateBroker(
                id,
                expected(view.broker(id).map(BrokerProfile::changed)),
                new BrokerSettings("Rack", chance.percent(30), chance.between(0, 9)).withStandby(chance.percent(40)));
    }

    Command recordLead() {
        return new RecordLead(chance.oneOf(Names.BROKERS), chance.between(1, 40));
    }

    Command createPool(PoolId id) {
        return new CreatePool(id, "", poolSettings());
    }

    Command updatePool(BrokerView view) {
        PoolId id = chance.oneOf(Names.POOLS);
        return new UpdatePool(id, expected(view.pool(id).map(Pool::changed)), "", poolSettings());
    }

    Command deletePool() {
        return new DeletePool(chance.oneOf(Names.POOLS));
    }

    Command createResource(ResourceId id) {
        ResourceKind kind = chance.oneOf(List.of(ResourceKind.values()));
        return new CreateResource(id, kind, resourceSettings());
    }

    Command updateResource(BrokerView view) {
        ResourceId id = chance.oneOf(Names.RESOURCES);
        return new UpdateResource(id, expected(view.resource(id).map(Resource::changed)), resourceSettings());
    }

    Command deleteResource() {
        return new DeleteResource(chance.oneOf(Names.RESOURCES));
    }

    Command updateHost(BrokerView view) {
        HostId id = chance.oneOf(Names.HOSTS);
        return new UpdateHost(id, expected(view.host(id).map(Host::changed)), hostSettings());
    }

    Command controlHostLogons() {
        return new ControlHostLogons(chance.oneOf(Names.HOSTS), logonControl(), chance.percent(20));
    }

    Command controlPoolLogons() {
        return new ControlPoolLogons(chance.oneOf(Names.POOLS), logonControl(), chance.percent(20));
    }

    private LogonControl logonControl() {
        return chance.percent(70) ? LogonControl.ENABLED : chance.oneOf(List.of(LogonControl.values()));
    }

    Command removeHost() {
        return new RemoveHost(chance.oneOf(Names.HOSTS));
    }

    HostSettings hostSettings() {
        LogonControl control = chance.percent(80) ? LogonControl.ENABLED : chance.oneOf(List.of(LogonControl.values()));
        return new HostSettings(hostPolicy(40), control, "", routes(), new LabelChoices(chance).ofHost());
    }

    private PoolSettings poolSettings() {
        return new PoolSettings(
                chance.oneOf(List.of(BalancingMethod.values())),
                counters(),
                sessionPolicy(),
                hostPolicy(80),
                Duration.ofSeconds(chance.between(1, 60)),
                chance.oneOf(List.of(0, 0, 0, 1, 2)),
                autoscale(),
                new BindingCommands(chance).policy(),
                routes());
    }

    private AutoscalePolicy autoscale() {
        int max = chance.oneOf(List.of(0, 1, 2, 4));
        return new AutoscalePolicy(
                chance.between(0, max),
                max,
                chance.between(30, 100),
                chance.between(0, 29),
                Duration.ofSeconds(chance.oneOf(List.of(0, 2, 60))));
    }

    private SessionPolicy sessionPolicy() {
        return new SessionPolicy(
                chance.percent(60),
                chance.percent(50) ? Optional.empty() : Optional.of(chance.oneOf(List.of(ReconnectMatch.values()))),
                userLimit(),
                chance.percent(85),
                Duration.ofMinutes(chance.between(1, 2)));
    }

    private UserLimit userLimit() {
        return new UserLimit(chance.oneOf(List.of(0, 0, 1, 2, 3)), overLimit());
    }

    private OverLimitPolicy overLimit() {
        return chance.oneOf(List.of(OverLimitPolicy.values()));
    }

    /** Seats are few wherever they are set; where they are set nowhere, hosts are never full. */
    private HostPolicy hostPolicy(int percentSet) {
        return new HostPolicy(
                maybe(percentSet, chance.oneOf(List.of(1, 50, 100, 300, 10_000))),
                maybe(percentSet, chance.between(1, 8)),
                maybe(percentSet, chance.oneOf(List.of(0, 0, 1, 2, 3))),
                new SessionTimeouts(
                        maybe(percentSet / 2, chance.oneOf(List.of(0, 1, 5))),
                        maybe(percentSet / 2, chance.oneOf(List.of(0, 2, 20)))));
    }

    private OptionalInt maybe(int percent, int value) {
        return chance.percent(percent) ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private Counters counters() {
        CounterWeights weights = chance.percent(50)
                ? CounterWeights.EQUAL
                : new CounterWeights(chance.between(1, 1_000), chance.between(1, 1_000), chance.between(1, 1_000));
        boolean memory = chance.percent(70);
        List<CustomCounter> custom = Names.COUNTERS.stream()
                .filter(name -> chance.percent(20))
                .map(name -> new CustomCounter(name, chance.between(1, 1_000)))
                .toList();
        return new Counters(!memory || chance.percent(70), memory, chance.percent(50), weights, custom);
    }

    private ResourceSettings resourceSettings() {
        List<PoolId> pools = new ArrayList<>(Names.USED_POOLS);
        pools.removeIf(pool -> chance.percent(35));
        if (pools.isEmpty() || chance.percent(10)) {
            pools = List.of(chance.oneOf(Names.USED_POOLS));
        } else if (chance.percent(50)) {
            pools.add(pools.remove(0));
        }
        ResourceState state =
                chance.percent(92) ? ResourceState.ENABLED : chance.oneOf(List.of(ResourceState.values()));
        ResourceLimit limit = new ResourceLimit(chance.oneOf(List.of(0, 0, 0, 1, 3, 6)), overLimit());
        return new ResourceSettings(
                "",
                state,
                "",
                pools,
                chance.percent(92) ? "run" : "",
                limit,
                filters.folder(40),
                chance.percent(60) ? Filter.NONE : filters.filter(),
                routes(),
                new LabelChoices(chance).policy());
    }

    private List<Route> routes() {
        return chance.percent(80)
                ? List.of()
                : List.of(new Route(RouteKind.GATEWAY, "gw:" + chance.between(1, 9)), new Route(RouteKind.DIRECT, ""));
    }

    private SiteSettings siteSettings() {
        return chance.percent(50)
                ? SiteSettings.DEFAULTS
                : new SiteSettings(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(chance.between(3, 30)),
                        hostPolicy(60),
                        chance.oneOf(List.of(ReconnectMatch.values())),
                        userLimit(),
                        new LabelChoices(chance).zones());
    }

    private Optional<LogPosition> expected(Optional<LogPosition> current) {
        if (chance.percent(50)) {
            return Optional.empty();
        }
        return chance.percent(70) ? current : Optional.of(new LogPosition(chance.between(1, 50), 0));
    }
}
