package io.usher.it.history.naive;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which host takes a new session: looks at every host of every pool, one after the other, every time. */
final class NaivePlacement {

    private static final long MILLION = 1_000_000;
    private static final long KIB = 1024;
    private static final int DEMOTING = 3;

    private final NaiveState state;
    private final UserLimits limits;
    private final List<LimitFinding> refused = new ArrayList<>();
    private Optional<LimitFinding> passed = Optional.empty();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    NaivePlacement(NaiveState state, UserLimits limits) {
        this.state = state;
        this.limits = limits;
    }

    /** The host for a session of the resource; moves the cursor of a pool that goes round. */
    Optional<NaiveHost> choose(NaiveResource resource, String address) {
        for (String id : resource.pools()) {
            NaivePool pool = state.pool(id).orElseThrow();
            Optional<LimitFinding> reached = limits.reachedIn(pool);
            if (reached.filter(UserLimits::isRefused).isPresent()) {
                refused.add(reached.get());
                state.hosts.stream().filter(host -> host.pool.equals(id)).forEach(host -> count(Verdict.USER_LIMIT));
                continue;
            }
            if (hasFreeHost(state, pool) && new NaiveQueue(state).isAwaited(pool, limits.user(), resource.id)) {
                state.hosts.stream().filter(host -> host.pool.equals(id)).forEach(host -> count(Verdict.AWAITED));
                continue;
            }
            List<NaiveHost> eligible = state.hosts.stream()
                    .filter(host -> host.pool.equals(id))
                    .filter(host -> isPlaceable(
                            count(resource.maybeServedBy(host) ? verdict(state, host) : Verdict.UNSUITABLE)))
                    .sorted(Comparator.comparing(host -> host.id))
                    .toList();
            eligible = preferred(resource, address, eligible);
            if (eligible.stream().anyMatch(host -> host.failedLogons < DEMOTING)) {
                eligible = eligible.stream()
                        .filter(host -> host.failedLogons < DEMOTING)
                        .toList();
            }
            if (!eligible.isEmpty()) {
                passed = reached;
                return Optional.of(
                        pool.settings.method() == BalancingMethod.ROUND_ROBIN
                                ? nextInTurn(pool, eligible)
                                : lowest(pool, eligible));
            }
        }
        return Optional.empty();
    }

    /** Those that meet the first wish which any of them meets. */
    private List<NaiveHost> preferred(NaiveResource resource, String address, List<NaiveHost> hosts) {
        LabelPolicy policy = resource.settings.labels();
        List<Label> wishes = new ArrayList<>(policy.preferredLabels());
        if (policy.preferClientZone()) {
            state.siteSettings.clientZones().stream()
                    .filter(zone -> zone.network().contains(address))
                    .findFirst()
                    .ifPresent(zone -> wishes.add(0, new Label("zone", zone.zone())));
        }
        // What is said about by a requirement is met by all or by none.
        wishes.removeIf(wish ->
                policy.requiredLabels().stream().anyMatch(label -> label.key().equals(wish.key())));
        for (Label wish : wishes) {
            List<NaiveHost> better = hosts.stream()
                    .filter(host -> host.settings.labels().contains(wish))
                    .toList();
            if (!better.isEmpty()) {
                return better;
            }
        }
        return hosts;
    }

    /** Limits that kept the user from a pool, in order of pools. */
    List<LimitFinding> refused() {
        return refused;
    }

    /** The limit of the chosen host's pool that was reached and let the user in. */
    Optional<LimitFinding> passed() {
        return passed;
    }

    /** Hosts looked at, by verdict. */
    Map<Verdict, Integer> counts() {
        return counts;
    }

    private Verdict count(Verdict verdict) {
        counts.merge(verdict, 1, Integer::sum);
        return verdict;
    }

    /** Whether some host of the pool may take a session of the resource. */
    static boolean hasFreeHost(NaiveState state, NaivePool pool, NaiveResource resource) {
        return state.hosts.stream()
                .filter(host -> host.pool.equals(pool.id) && resource.maybeServedBy(host))
                .anyMatch(host -> isPlaceable(verdict(state, host)));
    }

    /** Whether some host of the pool may take a session. */
    static boolean hasFreeHost(NaiveState state, NaivePool pool) {
        return state.hosts.stream()
                .filter(host -> host.pool.equals(pool.id))
                .anyMatch(host -> isPlaceable(verdict(state, host)));
    }

    private static Verdict verdict(NaiveState state, NaiveHost host) {
        if (!host.up) {
            return Verdict.LOST;
        }
        if (host.lets(LogonControl.DISABLED)) {
            return Verdict.DISABLED;
        }
        if (host.lets(LogonControl.DRAIN) || host.lets(LogonControl.DRAIN_UNTIL_RESTART)) {
            return Verdict.DRAINING;
        }
        BindingRules bindings = new BindingRules(state);
        if (bindings.mode(host.pool) != DedicationMode.OFF) {
            if (bindings.isTaken(host)) {
                return Verdict.BOUND;
            }
            if (!state.on(host).isEmpty()) {
                return Verdict.OCCUPIED;
            }
        }
        return verdictOnOwn(state, host);
    }

    /** The verdict on a host for its owner. */
    static Verdict verdictOnOwn(NaiveState state, NaiveHost host) {
        if (!host.up) {
            return Verdict.LOST;
        }
        if (host.lets(LogonControl.DISABLED)) {
            return Verdict.DISABLED;
        }
        if (!host.lets(LogonControl.ENABLED)) {
            return Verdict.DRAINING;
        }
        if (state.on(host).size() >= state.seats(host)) {
            return Verdict.FULL;
        }
        int limit = state.pendingLimit(host);
        if (limit != 0 && state.pending(host) >= limit) {
            return Verdict.LOGONS_PENDING;
        }
        return host.failedLogons < DEMOTING ? Verdict.ELIGIBLE : Verdict.DEMOTED;
    }

    static boolean isPlaceable(Verdict verdict) {
        return verdict == Verdict.ELIGIBLE || verdict == Verdict.DEMOTED;
    }

    private static NaiveHost nextInTurn(NaivePool pool, List<NaiveHost> eligible) {
        NaiveHost next = eligible.stream()
                .filter(host -> pool.cursor.isEmpty() || host.id.compareTo(pool.cursor) > 0)
                .findFirst()
                .orElse(eligible.get(0));
        pool.cursor = next.id;
        return next;
    }

    private NaiveHost lowest(NaivePool pool, List<NaiveHost> eligible) {
        NaiveHost best = eligible.get(0);
        for (NaiveHost host : eligible) {
            if (score(pool, host) < score(pool, best)) {
                best = host;
            }
        }
        return best;
    }

    private long score(NaivePool pool, NaiveHost host) {
        long taken = state.on(host).size();
        return switch (pool.settings.method()) {
            case RESOURCE_BASED -> ratios(pool, host);
            case ROUND_ROBIN -> 0;
            case LEAST_SESSIONS -> taken * 100 * MILLION / state.weight(host);
            case BREADTH_FIRST -> taken;
            case DEPTH_FIRST -> -taken;
            case WEIGHTED -> (taken + 1) * 100 * MILLION / state.weight(host);
        };
    }

    private long ratios(NaivePool pool, NaiveHost host) {
        long seats = state.seats(host);
        CounterWeights weights = pool.settings.counters().weights();
        long sum = 0;
        if (pool.settings.counters().sessions()) {
            sum += state.on(host).size() * MILLION / seats * weights.sessionsWeight() / 100;
        }
        if (pool.settings.counters().memory()) {
            boolean known = host.memoryTotal >= KIB * KIB;
            long used = known ? host.memoryUsed / KIB * MILLION / (host.memoryTotal / KIB) : 0;
            sum += soon(host, used) * weights.memoryWeight() / 100;
        }
        if (pool.settings.counters().cpu()) {
            sum += soon(host, host.cpuPermille * 1000L) * weights.cpuWeight() / 100;
        }
        for (CustomCounter counter : pool.settings.counters().custom()) {
            int told = host.custom.getOrDefault(counter.name(), 1000);
            sum += soon(host, told * 1000L) * counter.weight() / 100;
        }
        return sum * 100 / state.weight(host);
    }

    /** What a counter will show when everybody who has a seat is at work: the rest do as those do whom it shows. */
    private long soon(NaiveHost host, long shown) {
        long seats = state.seats(host);
        if (host.startingMilliseats.isEmpty()) {
            return shown + state.inFlight(host) * MILLION / seats;
        }
        long missing = 1000L * state.inFlight(host) + host.startingMilliseats.getAsInt();
        long atWork = Math.max(1000L * state.on(host).size() - missing, 0);
        long fourSeats = 4 * MILLION / seats;
        long more = Math.min(missing * 4 * MILLION / seats / 1000, missing * (shown + fourSeats) / (atWork + 4000));
        if (shown + more > MILLION) {
            // Beyond full, where counters show nothing, a seat is a seat.
            return MILLION + (missing - (MILLION - shown) * missing / more) * MILLION / seats / 1000;
        }
        return shown + more;
    }
}
