package io.usher.it.history.naive;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.FoundSite;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReviewScaling;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ObservedState;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SessionTimeouts;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserLimit;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.it.history.CommittedCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** Commands by chance, mostly such that have an effect. The same seed gives the same commands. */
final class CommandSource {

    private static final int USERS = 12;
    private static final int HOSTS = 5;

    private final Random chance;
    private final FilterSource filters;
    private final BrokerSource brokers;
    private final ActionSource actions;
    private final BindingSource bindings;
    private final LabelSource labels;
    private final ScheduleSource schedules;
    private final LoadSource loads;
    /** Most sites are raised as soon as they are there: hosts tell what is starting only then. */
    private final boolean isRaisedSoon;

    private final List<CommittedCommand> asked = new ArrayList<>();
    private LogPosition position = new LogPosition(1, 0);
    private long time = 1_000_000;
    private long epoch;

    CommandSource(long seed) {
        chance = new Random(seed);
        filters = new FilterSource(chance);
        brokers = new BrokerSource(chance);
        actions = new ActionSource(chance);
        bindings = new BindingSource(chance);
        labels = new LabelSource(chance);
        schedules = new ScheduleSource(chance);
        loads = new LoadSource(chance);
        isRaisedSoon = chance.nextInt(3) != 0;
    }

    CommittedCommand next(BrokerView view) {
        position = chance.nextInt(3) == 0
                ? new LogPosition(position.index(), position.ordinal() + 1)
                : new LogPosition(position.index() + 1 + chance.nextInt(2), 0);
        time += chance.nextInt(40) == 0 ? 40_000 : chance.nextInt(500) - 50;
        if (!asked.isEmpty() && chance.nextInt(12) == 0) {
            CommittedCommand again = asked.get(chance.nextInt(asked.size()));
            Command command = chance.nextInt(5) == 0 ? command(view) : again.command();
            return new CommittedCommand(position, new LogTime(time), again.request(), "", command);
        }
        Optional<String> request = chance.nextInt(4) == 0 ? Optional.empty() : Optional.of("r" + position);
        CommittedCommand next = new CommittedCommand(position, new LogTime(time), request, identity(), command(view));
        if (request.isPresent()) {
            asked.add(next);
        }
        return next;
    }

    private String identity() {
        return List.of("", "cn:alice", "cn:bob").get((int) (position.index() % 3));
    }

    private Command command(BrokerView view) {
        if (isRaisedSoon && view.featureLevel().equals(FeatureLevel.FIRST) && chance.nextInt(8) == 0) {
            return chance.nextBoolean() ? foundSite() : new RaiseFeatureLevel(FeatureLevel.highest());
        }
        return switch (chance.nextInt(25)) {
            case 0 -> new CreatePool(pool(), "", poolSettings());
            case 1 -> new CreateResource(resource(), oneOf(ResourceKind.values()), resourceSettings());
            case 2, 3 ->
                new RegisterHost(
                        host(), pool(), "agent-" + chance.nextInt(2), "h:" + (1 + chance.nextInt(2)), hostSettings());
            case 4 -> rareOne(view);
            case 5 -> new MarkHostLost(host(), incarnation(view), Duration.ofSeconds(chance.nextInt(20)));
            case 6, 7, 20 -> loads.next(view, position, host -> incarnation(view, host));
            case 8, 9, 10 -> redeem(view);
            case 11, 12, 13 -> inventory(view);
            case 14 -> new DisconnectSession(session(view));
            case 15 -> new EndSession(session(view));
            case 16 -> chance.nextBoolean() ? new ReviewScaling() : new ExpireLeases(1 + chance.nextInt(3));
            case 17 -> chance.nextBoolean() ? filters.folderCommand() : actions.request(view, session(view));
            case 18 -> queue(view);
            case 19 -> chance.nextInt(3) == 0 ? brokers.next(view) : assignSession();
            default -> assignSession();
        };
    }

    private Command assignSession() {
        boolean waits = chance.nextInt(3) == 0;
        return new AssignSession(
                user(),
                resource(),
                filters.client(),
                filters.groups(),
                waits ? Optional.of(Duration.ofSeconds(1 + chance.nextInt(60))) : Optional.empty(),
                !waits && chance.nextInt(4) == 0);
    }

    private Command rareOne(BrokerView view) {
        return switch (chance.nextInt(28)) {
            case 23, 24, 25 -> bindings.next(view, host(), pool(), user());
            case 0 -> foundSite();
            case 26 -> new RaiseFeatureLevel(new FeatureLevel(1 + chance.nextInt(2)));
            case 1 ->
                new UpdateSite(
                        etag(),
                        "name",
                        new SiteSettings(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                hostPolicy(),
                                oneOf(ReconnectMatch.values()),
                                userLimit(),
                                labels.zones()));
            case 2 -> new UpdatePool(pool(), etag(), "new", poolSettings());
            case 3 -> new DeletePool(pool());
            case 4 -> new UpdateResource(resource(), etag(), resourceSettings());
            case 5 -> chance.nextInt(3) == 0 ? new DeleteResource(resource()) : new RemoveHost(host());
            case 6, 7 -> new ControlHostLogons(host(), logonControl(), chance.nextInt(3) == 0);
            case 9, 10 -> new RemoveHost(host());
            case 19, 20, 21, 22 -> brokers.next(view);
            case 11, 12, 27 -> schedules.plan(pool(), chance.nextInt(3) == 0 ? Optional.of(etag()) : Optional.empty());
            case 13 -> chance.nextInt(3) == 0 ? schedules.delete() : schedules.run(view, position);
            case 14, 15 -> schedules.run(view, position);
            case 8 -> new ControlPoolLogons(pool(), logonControl(), chance.nextInt(3) == 0);
            default -> new UpdateHost(host(), etag(), hostSettings());
        };
    }

    private static Command foundSite() {
        return new FoundSite(new SiteId("lab"), "", SiteSettings.DEFAULTS);
    }

    private Command queue(BrokerView view) {
        List<QueueEntryId> waiting =
                view.queueEntries().stream().map(QueueEntry::id).toList();
        QueueEntryId entry = waiting.isEmpty() || chance.nextInt(8) == 0
                ? new QueueEntryId(position)
                : waiting.get(chance.nextInt(waiting.size()));
        return switch (chance.nextInt(8)) {
            case 0 -> new LeaveQueue(entry);
            case 1 -> new KeepWaiting(List.of(entry));
            case 2 -> new ExpireQueue(1 + chance.nextInt(3));
            default -> new AdmitNext(pool());
        };
    }

    private Command redeem(BrokerView view) {
        List<Session> sessions = List.copyOf(view.sessions());
        if (sessions.isEmpty()) {
            return new RedeemTicket(
                    host(), incarnation(view), ++epoch, new SessionId(position), fence(position), false);
        }
        Session session = sessions.get(chance.nextInt(sessions.size()));
        HostId host = chance.nextInt(8) == 0 ? host() : session.host();
        LogPosition fence = chance.nextInt(6) == 0
                ? session.id().created()
                : session.grant().fence().position();
        HostIncarnation incarnation = view.host(host).map(Host::incarnation).orElseGet(() -> incarnation(view));
        return new RedeemTicket(host, incarnation, ++epoch, session.id(), fence(fence), chance.nextInt(4) == 0);
    }

    private static io.usher.core.model.Fence fence(LogPosition position) {
        return new io.usher.core.model.Fence(position);
    }

    private Command inventory(BrokerView view) {
        List<Host> hosts = List.copyOf(view.hosts());
        if (hosts.isEmpty()) {
            return new ExpireLeases(1);
        }
        Host host = hosts.get(chance.nextInt(hosts.size()));
        List<InventoryEntry> entries = new ArrayList<>();
        List<Session> here = new ArrayList<>(view.sessionsOn(host.id()));
        here.addAll(view.endedSessionsOn(host.id()));
        for (Session session : here) {
            if (chance.nextInt(5) != 0) {
                entries.add(entry(session, entries.size()));
            }
        }
        if (chance.nextInt(3) == 0) {
            entries.add(new InventoryEntry(
                    "stranger" + position, Optional.empty(), user(), observed(), chance.nextInt(3) == 0));
        }
        LogPosition done = new LogPosition(Math.max(1, position.index() - chance.nextInt(10)), 0);
        long next = chance.nextInt(10) == 0 ? Math.max(1, epoch - 1) : ++epoch;
        return new ReportInventory(
                host.id(), incarnation(view, host), next, done, entries, actions.reports(view, host.id()));
    }

    private InventoryEntry entry(Session session, int place) {
        String key = session.status()
                .hostKey()
                .filter(known -> chance.nextInt(4) != 0)
                .orElse("k" + place + "-" + position);
        Optional<SessionId> named = chance.nextBoolean() ? Optional.of(session.id()) : Optional.empty();
        return new InventoryEntry(
                key, named, chance.nextInt(10) == 0 ? user() : session.user(), observed(), chance.nextInt(3) == 0);
    }

    private ObservedState observed() {
        return oneOf(ObservedState.values());
    }

    private SessionId session(BrokerView view) {
        List<Session> sessions = List.copyOf(view.sessions());
        return sessions.isEmpty()
                ? new SessionId(position)
                : sessions.get(chance.nextInt(sessions.size())).id();
    }

    private HostIncarnation incarnation(BrokerView view) {
        List<Host> hosts = List.copyOf(view.hosts());
        return hosts.isEmpty()
                ? new HostIncarnation(position)
                : hosts.get(chance.nextInt(hosts.size())).incarnation();
    }

    private HostIncarnation incarnation(BrokerView view, Host host) {
        return chance.nextInt(12) == 0 ? incarnation(view) : host.incarnation();
    }

    private Optional<LogPosition> etag() {
        return chance.nextInt(4) == 0 ? Optional.of(new LogPosition(3, 0)) : Optional.empty();
    }

    private PoolSettings poolSettings() {
        return new PoolSettings(
                chance.nextInt(3) == 0 ? oneOf(BalancingMethod.values()) : BalancingMethod.RESOURCE_BASED,
                new Counters(
                        true,
                        chance.nextBoolean(),
                        chance.nextBoolean(),
                        new CounterWeights(1 + chance.nextInt(1_000), 1 + chance.nextInt(1_000), 100),
                        chance.nextBoolean()
                                ? List.of(new CustomCounter("disk", 1 + chance.nextInt(1_000)))
                                : List.of()),
                new SessionPolicy(
                        chance.nextBoolean(),
                        chance.nextBoolean() ? Optional.empty() : Optional.of(oneOf(ReconnectMatch.values())),
                        userLimit(),
                        chance.nextBoolean(),
                        Duration.ofMinutes(1)),
                hostPolicy(),
                Duration.ofSeconds(1 + chance.nextInt(60)),
                Math.max(0, chance.nextInt(5) - 2),
                new AutoscalePolicy(
                        chance.nextInt(2),
                        1 + chance.nextInt(4),
                        20 + chance.nextInt(80),
                        chance.nextInt(20),
                        Duration.ofSeconds(chance.nextInt(3))),
                bindings.policy(),
                filters.routes());
    }

    private UserLimit userLimit() {
        return new UserLimit(Math.max(0, chance.nextInt(6) - 3), oneOf(OverLimitPolicy.values()));
    }

    private LogonControl logonControl() {
        return chance.nextInt(3) == 0 ? oneOf(LogonControl.values()) : LogonControl.ENABLED;
    }

    private HostPolicy hostPolicy() {
        return new HostPolicy(
                maybe(50 + chance.nextInt(100)),
                maybe(1 + chance.nextInt(6)),
                chance.nextBoolean() ? maybe(chance.nextInt(3)) : OptionalInt.empty(),
                new SessionTimeouts(maybe(chance.nextInt(3)), maybe(2 * chance.nextInt(3))));
    }

    private OptionalInt maybe(int value) {
        return chance.nextInt(3) != 0 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private HostSettings hostSettings() {
        return new HostSettings(
                hostPolicy(),
                chance.nextInt(4) == 0 ? oneOf(LogonControl.values()) : LogonControl.ENABLED,
                "",
                filters.routes(),
                labels.ofHost());
    }

    private ResourceSettings resourceSettings() {
        List<PoolId> pools = IntStream.range(0, 1 + chance.nextInt(2))
                .mapToObj(i -> new PoolId("p" + i))
                .toList();
        ResourceState state = chance.nextInt(6) == 0 ? oneOf(ResourceState.values()) : ResourceState.ENABLED;
        return new ResourceSettings(
                "",
                state,
                "back at noon",
                pools,
                "edit",
                new ResourceLimit(Math.max(0, chance.nextInt(8) - 4), oneOf(OverLimitPolicy.values())),
                filters.folder(),
                filters.filter(),
                filters.routes(),
                labels.policy());
    }

    private <T> T oneOf(T[] values) {
        return values[chance.nextInt(values.length)];
    }

    private PoolId pool() {
        return new PoolId("p" + chance.nextInt(2));
    }

    private ResourceId resource() {
        return new ResourceId("r" + chance.nextInt(2));
    }

    private HostId host() {
        return new HostId("h" + chance.nextInt(HOSTS));
    }

    private UserName user() {
        return new UserName("u" + chance.nextInt(USERS));
    }
}
