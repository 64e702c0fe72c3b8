package io.usher.core.history;

import io.usher.core.command.Command;
import io.usher.core.command.HostLoad;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.CounterReading;
import io.usher.core.model.Fence;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ObservedState;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What agents send, mostly true and now and then late, wrong or made up; and what the primary sends about hosts. */
final class HostCommands {

    private static final long GIB = 1L << 30;
    private static final HostIncarnation EARLIER = new HostIncarnation(new LogPosition(1, 0));

    private final Chance chance;
    private final AdminCommands admin;

    HostCommands(Chance chance, AdminCommands admin) {
        this.chance = chance;
        this.admin = admin;
    }

    /** Rather one that is lost or not there than one that is up. */
    Command registerHost(BrokerView view) {
        List<HostId> away = Names.HOSTS.stream()
                .filter(host -> view.host(host).filter(Host::isUp).isEmpty())
                .toList();
        return registerHost(view, chance.oneOf(away.isEmpty() || chance.percent(25) ? Names.HOSTS : away));
    }

    Command registerHost(BrokerView view, HostId id) {
        String agent = view.host(id)
                .filter(host -> chance.percent(80))
                .map(host -> host.registration().agentInstance())
                .orElseGet(() -> "agent" + chance.between(1, 9));
        return new RegisterHost(
                id,
                view.host(id)
                        .filter(host -> chance.percent(85))
                        .map(Host::pool)
                        .orElseGet(() -> chance.oneOf(chance.percent(5) ? Names.POOLS : Names.USED_POOLS)),
                agent,
                id + ":" + (chance.percent(90) ? 3389 : 3390),
                admin.hostSettings());
    }

    Command markHostLost(BrokerView view) {
        HostId id = chance.oneOf(Names.HOSTS);
        return new MarkHostLost(id, incarnation(view, id), Duration.ofSeconds(chance.between(2, 40)));
    }

    Command reportLoads(BrokerView view) {
        List<HostLoad> loads = new ArrayList<>();
        boolean starting = chance.percent(50);
        for (HostId id : Names.HOSTS) {
            if (chance.percent(60)) {
                long total = chance.oneOf(List.of(0L, 1L << 19, GIB, 64 * GIB));
                loads.add(new HostLoad(
                        id,
                        incarnation(view, id),
                        chance.between(0, 1000),
                        total / chance.between(1, 10),
                        total,
                        covers(view),
                        Names.COUNTERS.stream()
                                .filter(name -> chance.percent(40))
                                .map(name -> new CounterReading(name, chance.between(0, 1000)))
                                .toList(),
                        starting ? OptionalInt.of(chance.between(0, 3_000)) : OptionalInt.empty()));
            }
        }
        return new ReportLoads(loads);
    }

    Command redeemTicket(BrokerView view) {
        List<Session> open = view.sessions().stream()
                .filter(found -> !found.grant().redeemed() && found.state() != SessionState.LOST)
                .toList();
        Optional<Session> session =
                open.isEmpty() || chance.percent(20) ? anySession(view) : Optional.of(chance.oneOf(open));
        SessionId id = session.map(Session::id).orElse(new SessionId(new LogPosition(1, 0)));
        HostId host =
                session.map(Session::host).filter(at -> chance.percent(95)).orElseGet(() -> chance.oneOf(Names.HOSTS));
        Fence fence = session.map(found -> found.grant().fence())
                .filter(found -> chance.percent(90))
                .orElse(new Fence(new LogPosition(1, 0)));
        return new RedeemTicket(host, incarnation(view, host), epoch(view, host), id, fence, chance.percent(25));
    }

    Command reportInventory(BrokerView view) {
        HostId id = chance.oneOf(Names.HOSTS);
        SortedMap<String, InventoryEntry> entries = new TreeMap<>();
        view.sessionsOn(id).forEach(session -> maybeListed(session, entries));
        view.endedSessionsOn(id).forEach(session -> maybeListed(session, entries));
        if (chance.percent(12)) {
            put(
                    new InventoryEntry(key(), madeUp(view), chance.oneOf(Names.USERS), state(), chance.percent(20)),
                    entries);
        }
        LogPosition done = chance.percent(60) ? view.applied() : LogPosition.NONE;
        return new ReportInventory(
                id,
                incarnation(view, id),
                epoch(view, id),
                done,
                List.copyOf(entries.values()),
                new ActionCommands(chance).reports(view, id));
    }

    private void maybeListed(Session session, SortedMap<String, InventoryEntry> entries) {
        int likely = session.state() == SessionState.PENDING ? 25 : session.state() == SessionState.ENDED ? 50 : 85;
        if (!chance.percent(likely)) {
            return;
        }
        String key =
                session.status().hostKey().filter(known -> chance.percent(95)).orElseGet(this::key);
        Optional<SessionId> named = chance.percent(75) ? Optional.of(session.id()) : Optional.empty();
        put(new InventoryEntry(key, named, session.user(), state(), chance.percent(20)), entries);
    }

    private static void put(InventoryEntry entry, SortedMap<String, InventoryEntry> entries) {
        entries.putIfAbsent(entry.key(), entry);
    }

    private Optional<SessionId> madeUp(BrokerView view) {
        return chance.percent(30) ? anySession(view).map(Session::id) : Optional.empty();
    }

    private Optional<Session> anySession(BrokerView view) {
        Collection<Session> sessions = view.sessions();
        return sessions.isEmpty() || chance.percent(3)
                ? Optional.empty()
                : Optional.of(chance.oneOf(List.copyOf(sessions)));
    }

    private String key() {
        return "k" + chance.between(1, 30);
    }

    private ObservedState state() {
        return chance.oneOf(List.of(ObservedState.values()));
    }

    private LogPosition covers(BrokerView view) {
        return chance.percent(80)
                ? view.applied()
                : new LogPosition(Math.max(1, view.applied().index() + chance.between(-20, 20)), 0);
    }

    private HostIncarnation incarnation(BrokerView view, HostId id) {
        return view.host(id)
                .filter(host -> chance.percent(93))
                .map(Host::incarnation)
                .orElse(EARLIER);
    }

    private long epoch(BrokerView view, HostId id) {
        long last = view.host(id).map(host -> host.status().epoch()).orElse(0L);
        long next = last == Long.MAX_VALUE ? last : last + 1;
        return chance.percent(93) ? next : Math.max(1, last - chance.between(0, 2));
    }
}
