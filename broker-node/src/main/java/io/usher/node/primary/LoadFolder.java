package io.usher.node.primary;

import io.usher.core.command.HostLoad;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.CounterReading;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.Load;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.Site;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SeatCount;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.ReplicatedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the loads that hosts reported since the last tick into one command, leaving out what changed by too little to
 * matter.
 *
 * <p>A load must not cover a session that it does not show yet: a seat in flight that counts as covered too early makes
 * its host look idle in the middle of a logon storm. The agent measures up to one ping interval before it sends, so a
 * load covers what this primary had applied one interval, and some time for the way, before the ping arrived. The
 * positions applied at each tick are remembered for that. What was applied since the mark was taken is not covered by
 * this load; the next one will.
 *
 * <p>A session that has just begun takes less than it will: a load tells how much its sessions are short of in that
 * way, as the times of the marks show when each was confirmed.
 *
 * <p>Thread-safe.
 */
final class LoadFolder {

    /** Step of processor use that matters. */
    static final int CPU_STEP_PERMILLE = 20;
    /** Step of a counter of the administrator's own that matters. */
    static final int CUSTOM_STEP_PERMILLE = 20;
    /** Step of memory use that matters, as a share of the memory present. */
    static final int MEMORY_STEP_PERCENT = 2;
    /** A load that does not change is told anyhow after this time, so that small steps do not add up unseen. */
    static final Duration REFRESH = Duration.ofSeconds(30);
    /** From the agent's measuring to the primary's hearing, beside the interval over which the agent measures. */
    static final Duration WAY = Duration.ofSeconds(1);

    /** From when a session is confirmed until it is taken to use what it will use. Until then it grows evenly. */
    static final Duration STARTING = Duration.ofSeconds(20);
    /** Step of what sessions are short of that matters. */
    static final int STARTING_STEP_MILLISEATS = 500;

    private static final int MILLISEATS = 1_000;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LoadFolder.class);

    private record Heard(HostPing ping, long nanoTime) {}

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final PingSchedule schedule;
    private final NanoClock clock;

    private final AppliedMarks marks = new AppliedMarks();
    private Map<HostId, Heard> fresh = new HashMap<>();
    private final Map<HostId, Long> told = new HashMap<>();
    private Duration measuring;
    private boolean busy;

    LoadFolder(PrimaryTerm term, ReplicatedBroker broker, PingSchedule schedule, NanoClock clock) {
        this.term = term;
        this.broker = broker;
        this.schedule = schedule;
        this.clock = clock;
        this.measuring = schedule.longest();
    }

    synchronized void heard(HostPing ping) {
        fresh.put(ping.host(), new Heard(ping, clock.nanoTime()));
    }

    /** Proposes what came since the last tick. Skipped while the command of an earlier tick is under way. */
    void tick() {
        List<Heard> heard;
        synchronized (this) {
            if (busy) {
                return;
            }
            busy = true;
            heard = takeFresh();
        }
        broker.read(Freshness.STALE, Deadline.after(TIME), view -> fold(view, heard))
                .thenCompose(folded -> folded.value().isEmpty()
                        ? CompletableFuture.completedFuture(true)
                        : term.propose(new ReportLoads(folded.value()), Deadline.after(TIME))
                                .thenApply(committed -> true))
                .whenComplete((done, failure) -> {
                    synchronized (this) {
                        busy = false;
                    }
                    if (failure != null) {
                        // Loads are told again and again; one that got lost is no loss.
                        LOG.debug("loads were not reported this time", failure);
                    }
                });
    }

    /** At most what one command holds; the rest waits for the next tick, where it counts as it is by then. */
    private List<Heard> takeFresh() {
        List<Heard> taken = new ArrayList<>(fresh.values());
        fresh = new HashMap<>();
        for (Heard left : taken.subList(Math.min(taken.size(), ReportLoads.MAX_LOADS), taken.size())) {
            fresh.put(left.ping().host(), left);
        }
        return taken.subList(0, Math.min(taken.size(), ReportLoads.MAX_LOADS));
    }

    private synchronized List<HostLoad> fold(BrokerView view, List<Heard> heard) {
        long now = clock.nanoTime();
        view.site().map(Site::settings).ifPresent(settings -> measuring = schedule.interval(settings.hostLease()));
        List<HostLoad> loads = new ArrayList<>();
        for (Heard one : heard) {
            Optional<Host> host = view.host(one.ping().host())
                    .filter(found -> found.isUp()
                            && found.incarnation().equals(one.ping().incarnation()));
            if (host.isPresent()) {
                HostLoad load = load(view, one);
                if (matters(view, host.get(), load, now)) {
                    loads.add(load);
                    told.put(load.host(), now);
                }
            }
        }
        marks.add(now, view.applied(), measuring.plus(WAY).multipliedBy(2).plus(STARTING));
        forgetGone(view);
        return loads;
    }

    private boolean matters(BrokerView view, Host host, HostLoad load, long now) {
        Load before = host.status().load();
        Long last = told.putIfAbsent(load.host(), now);
        return before.equals(Load.NONE)
                || (last != null && now - last >= REFRESH.toNanos())
                || isStep(before, load)
                || coversMore(view, host, load);
    }

    private static boolean isStep(Load before, HostLoad load) {
        long total = load.memoryTotalBytes();
        long memoryStep = Math.abs(load.memoryUsedBytes() - before.memoryUsedBytes());
        return total != before.memoryTotalBytes()
                || Math.abs(load.cpuPermille() - before.cpuPermille()) >= CPU_STEP_PERMILLE
                || (total > 0 && memoryStep >= total / 100 * MEMORY_STEP_PERCENT)
                || Math.abs(starting(before.startingMilliseats()) - starting(load.startingMilliseats()))
                        >= STARTING_STEP_MILLISEATS
                || isStep(before.custom(), load.custom());
    }

    private static int starting(OptionalInt milliseats) {
        return milliseats.orElse(0);
    }

    /** Both are sorted by name. */
    private static boolean isStep(List<CounterReading> before, List<CounterReading> now) {
        if (before.size() != now.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            CounterReading one = before.get(i);
            CounterReading other = now.get(i);
            if (!one.counter().equals(other.counter())
                    || Math.abs(one.permille() - other.permille()) >= CUSTOM_STEP_PERMILLE) {
                return true;
            }
        }
        return false;
    }

    /** Whether a seat in flight would be covered. */
    private static boolean coversMore(BrokerView view, Host host, HostLoad load) {
        SeatCount seats = view.seats(host.id());
        LogPosition before = host.status().load().reported();
        return seats.inFlight() > seats.pending()
                && view.sessionsOn(host.id()).stream()
                        .map(Session::status)
                        .flatMap(status -> status.confirmed().stream())
                        .anyMatch(confirmed ->
                                confirmed.compareTo(before) > 0 && confirmed.compareTo(load.covers()) <= 0);
    }

    private HostLoad load(BrokerView view, Heard heard) {
        HostPing ping = heard.ping();
        long measured = heard.nanoTime() - measuring.plus(WAY).toNanos();
        return new HostLoad(
                ping.host(),
                ping.incarnation(),
                ping.cpuPermille(),
                ping.memoryUsedBytes(),
                ping.memoryTotalBytes(),
                marks.appliedBy(measured),
                ping.custom(),
                view.featureLevel().covers(ReportLoads.STARTING)
                        ? OptionalInt.of(startingMilliseats(view, ping.host(), measured))
                        : OptionalInt.empty());
    }

    /** By how much the sessions that had been confirmed by then were short of what they would take. */
    private int startingMilliseats(BrokerView view, HostId host, long measured) {
        LogPosition settled = marks.appliedBy(measured - STARTING.toNanos());
        LogPosition covered = marks.appliedBy(measured);
        if (settled.equals(covered)) {
            return 0;
        }
        long milliseats = 0;
        for (Session session : view.sessionsOn(host)) {
            Optional<LogPosition> confirmed = session.status().confirmed();
            if (confirmed.isPresent()
                    && confirmed.get().compareTo(settled) > 0
                    && confirmed.get().compareTo(covered) <= 0) {
                long age = measured - marks.knownSince(confirmed.get(), measured);
                milliseats += Math.max(0, MILLISEATS - MILLISEATS * age / STARTING.toNanos());
            }
        }
        return (int) Math.min(milliseats, Load.MAX_STARTING_MILLISEATS);
    }

    private void forgetGone(BrokerView view) {
        if (told.size() > view.hosts().size()) {
            Set<HostId> present = new HashSet<>();
            view.hosts().forEach(host -> present.add(host.id()));
            told.keySet().retainAll(present);
        }
    }
}
