package io.usher.core.history;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CounterReading;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostState;
import io.usher.core.model.Load;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.Verdict;
import io.usher.core.state.StateImage;
import io.usher.core.state.StateImage.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The choice of a host as the documents tell it, host by host, without any index or incremental state. */
final class NaivePlacement {

    private NaivePlacement() {}

    /** One host as it was found. */
    record Found(HostId host, Verdict verdict, long score) {

        boolean mayTakeTheSession() {
            return verdict == Verdict.ELIGIBLE || verdict == Verdict.DEMOTED;
        }
    }

    /** The hosts of a pool: those that may take a session in order of choice, then the others in order of id. */
    static List<Found> search(StateImage image, PoolId id) {
        Pool pool = Recount.pool(image, id);
        List<Found> eligible = new ArrayList<>();
        List<Found> demoted = new ArrayList<>();
        List<Found> rejected = new ArrayList<>();
        for (Host host : Recount.hosts(image, id)) {
            Verdict verdict = verdict(image, host);
            if (verdict == Verdict.ELIGIBLE || verdict == Verdict.DEMOTED) {
                List<Found> placeable = verdict == Verdict.DEMOTED ? demoted : eligible;
                placeable.add(new Found(host.id(), verdict, score(image, host, pool.settings())));
            } else {
                rejected.add(new Found(host.id(), verdict, 0));
            }
        }
        List<Found> ordered = new ArrayList<>();
        for (List<Found> placeable : List.of(eligible, demoted)) {
            if (pool.settings().method() == BalancingMethod.ROUND_ROBIN) {
                inTurn(placeable, cursor(image, id), ordered);
            } else {
                ordered.addAll(lowestFirst(placeable));
            }
        }
        ordered.addAll(rejected);
        return ordered;
    }

    private static Verdict verdict(StateImage image, Host host) {
        return closed(host).orElseGet(() -> verdictOfAnybodys(image, host));
    }

    /** The verdict on a host for its owner. */
    static Verdict ofOwner(StateImage image, Host host) {
        return closed(host).orElseGet(() -> verdictOfOwn(image, host));
    }

    private static Optional<Verdict> closed(Host host) {
        if (host.status().state() == HostState.LOST) {
            return Optional.of(Verdict.LOST);
        }
        if (host.settings().logonControl() == LogonControl.DISABLED) {
            return Optional.of(Verdict.DISABLED);
        }
        if (Set.of(LogonControl.DRAIN, LogonControl.DRAIN_UNTIL_RESTART)
                .contains(host.settings().logonControl())) {
            return Optional.of(Verdict.DRAINING);
        }
        return Optional.empty();
    }

    private static Verdict verdictOfAnybodys(StateImage image, Host host) {
        if (NaiveBindings.mode(image, host.pool()) != DedicationMode.OFF) {
            if (NaiveBindings.isTaken(image, host.pool(), host.id())) {
                return Verdict.BOUND;
            }
            if (Recount.taken(image, host.id()) > 0) {
                return Verdict.OCCUPIED;
            }
        }
        return verdictOfOwn(image, host);
    }

    /** What is left to say of a host that is open and, where hosts have owners, one's own. */
    private static Verdict verdictOfOwn(StateImage image, Host host) {
        if (Recount.taken(image, host.id()) >= Recount.seats(image, host)) {
            return Verdict.FULL;
        }
        int limit = Recount.pendingLogonLimit(image, host);
        if (limit != 0 && Recount.pending(image, host.id()) >= limit) {
            return Verdict.LOGONS_PENDING;
        }
        return host.status().failures().failedLogons() >= 3 ? Verdict.DEMOTED : Verdict.ELIGIBLE;
    }

    private static long score(StateImage image, Host host, PoolSettings settings) {
        long taken = Recount.taken(image, host.id());
        return switch (settings.method()) {
            case RESOURCE_BASED -> ratios(image, host, settings);
            case ROUND_ROBIN -> 0;
            case LEAST_SESSIONS -> 100_000_000L * taken / Recount.weight(image, host);
            case BREADTH_FIRST -> 1_000_000L * taken;
            case DEPTH_FIRST -> -1_000_000L * taken;
            case WEIGHTED -> 100_000_000L * (taken + 1) / Recount.weight(image, host);
        };
    }

    /**
     * In millionths: sessions over seats, memory and processor with what is in flight, each weighed, over the weight.
     */
    private static long ratios(StateImage image, Host host, PoolSettings settings) {
        int seats = Recount.seats(image, host);
        Load load = host.status().load();
        CounterWeights weights = settings.counters().weights();
        long sum = 0;
        if (settings.counters().sessions()) {
            sum += 1_000_000L * Recount.taken(image, host.id()) / seats * weights.sessionsWeight() / 100;
        }
        if (settings.counters().memory()) {
            boolean known = load.memoryTotalBytes() >= 1 << 20;
            long used = known ? load.memoryUsedBytes() / 1024 * 1_000_000L / (load.memoryTotalBytes() / 1024) : 0;
            sum += expected(image, host, used) * weights.memoryWeight() / 100;
        }
        if (settings.counters().cpu()) {
            sum += expected(image, host, 1_000L * load.cpuPermille()) * weights.cpuWeight() / 100;
        }
        for (CustomCounter counter : settings.counters().custom()) {
            // Whoever does not tell is full.
            long permille = load.custom().stream()
                    .filter(reading -> reading.counter().equals(counter.name()))
                    .mapToLong(CounterReading::permille)
                    .findAny()
                    .orElse(1_000);
            sum += expected(image, host, 1_000 * permille) * counter.weight() / 100;
        }
        return sum * 100 / Recount.weight(image, host);
    }

    /** A counter with what the seats that it does not show will cost: as the others do, mixed with four even shares. */
    private static long expected(StateImage image, Host host, long used) {
        int seats = Recount.seats(image, host);
        long inFlight = Recount.inFlight(image, host);
        OptionalInt starting = host.status().load().startingMilliseats();
        if (starting.isEmpty()) {
            return used + 1_000_000L * inFlight / seats;
        }
        long hidden = 1_000 * inFlight + starting.getAsInt();
        long shown = Math.max(0, 1_000L * Recount.taken(image, host.id()) - hidden);
        long atMost = hidden * 4_000_000L / seats / 1_000;
        long more = Math.min(atMost, hidden * (used + 4_000_000L / seats) / (shown + 4_000));
        if (used + more <= 1_000_000) {
            return used + more;
        }
        // Full: the rest costs an even share each.
        long rest = hidden - (1_000_000 - used) * hidden / more;
        return 1_000_000 + rest * 1_000_000 / seats / 1_000;
    }

    private static List<Found> lowestFirst(List<Found> eligible) {
        List<Found> ordered = new ArrayList<>(eligible);
        ordered.sort(Comparator.comparingLong(Found::score).thenComparing(Found::host));
        return ordered;
    }

    private static void inTurn(List<Found> eligible, Optional<HostId> cursor, List<Found> ordered) {
        for (int round = 0; round < 2; round++) {
            for (Found found : eligible) {
                boolean before = cursor.isPresent() && found.host().compareTo(cursor.get()) <= 0;
                if (before == (round == 1)) {
                    ordered.add(new Found(found.host(), found.verdict(), ordered.size()));
                }
            }
        }
    }

    private static Optional<HostId> cursor(StateImage image, PoolId pool) {
        return image.cursors().stream()
                .filter(cursor -> cursor.pool().equals(pool))
                .map(Cursor::host)
                .findFirst();
    }
}
