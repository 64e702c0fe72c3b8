package io.usher.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Counters;
import io.usher.core.model.Decision;
import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.HostState;
import io.usher.core.model.HostStatus;
import io.usher.core.model.Load;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.Registration;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.Verdict;
import io.usher.core.placement.Candidate;
import io.usher.core.placement.Placement;
import io.usher.core.placement.Standing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The standing order of many hosts, changed one by one, is what a scan of them all gives, whatever the method. */
class PoolRankingTest {

    private static final int HOSTS = 200;
    private static final int CHANGES = 2_000;
    private static final int SEATS = 12;
    private static final HostPolicy SITE = HostPolicy.INHERITED.withPendingLogonLimit(9);
    private static final HostPolicy HOSTS_HAVE = HostPolicy.INHERITED.withMaxSessions(SEATS);
    private static final HostPolicy ROOMY =
            HostPolicy.INHERITED.withMaxSessions(HostPolicy.MAX_SEATS).withPendingLogonLimit(0);
    private static final HostStatus UP = new HostStatus(HostState.UP, new LogTime(0), Load.NONE, 0);
    private static final Comparator<Candidate> BY_ID = Comparator.comparing(Candidate::id);
    private static final Comparator<Candidate> DEMOTED_LAST = Comparator.comparing(
            candidate -> candidate.host().status().failures().failedLogons() >= 3);

    private static final Bindings NOBODYS = new Bindings(new TreeMap<>());

    private final SplittableRandom chance = new SplittableRandom(4711);
    private final SortedMap<HostId, Candidate> candidates = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void choosesWhatAScanOfAllHostsChooses(BalancingMethod method) {
        PoolSettings settings =
                new PoolSettings(method, Counters.ALL, SessionPolicy.ONE_PER_USER, HOSTS_HAVE, Duration.ofSeconds(30));
        PoolRanking ranking =
                new PoolRanking(new Pool(new PoolId("desks"), "", settings, LogPosition.NONE), SITE, NOBODYS);
        Optional<HostId> cursor = Optional.empty();
        for (int change = 0; change < CHANGES; change++) {
            change(ranking);
            Placement placement = Placement.search(settings, ranking, cursor);
            List<HostId> inOrder = candidates.values().stream()
                    .filter(candidate -> isPlaceable(Standing.of(candidate, settings)))
                    .sorted(DEMOTED_LAST.thenComparing(order(settings, cursor)).thenComparing(BY_ID))
                    .map(Candidate::id)
                    .toList();
            assertThat(placement.chosen()).isEqualTo(inOrder.stream().findFirst());
            assertThat(placement.candidates().stream()
                            .filter(PoolRankingTest::isPlaceable)
                            .map(CandidateVerdict::host))
                    .isEqualTo(inOrder.stream().limit(Decision.MAX_CANDIDATES).toList());
            cursor = placement.chosen().or(() -> Optional.of(id()));
        }
    }

    /** Of n sessions a host has at least the share of its weight, rounded down, and at full rounds exactly that. */
    @Test
    void givesOutSeatsInProportionToWeights() {
        PoolSettings settings = new PoolSettings(
                BalancingMethod.WEIGHTED, Counters.ALL, SessionPolicy.ONE_PER_USER, ROOMY, Duration.ofSeconds(30));
        PoolRanking ranking =
                new PoolRanking(new Pool(new PoolId("desks"), "", settings, LogPosition.NONE), SITE, NOBODYS);
        SortedMap<HostId, Host> hosts = new TreeMap<>();
        for (int weight : List.of(1, 3, 7, 10, 100, 379)) {
            HostId id = new HostId("h" + weight);
            hosts.put(id, host(id, new HostSettings(weight(weight), LogonControl.ENABLED, ""), UP));
        }
        hosts.values().forEach(host -> ranking.update(host, SeatCount.NONE));
        SortedMap<HostId, Integer> taken = new TreeMap<>();
        for (int sessions = 1; sessions <= 2 * 500; sessions++) {
            HostId chosen = Placement.search(settings, ranking, Optional.empty())
                    .chosen()
                    .orElseThrow();
            int seats = taken.merge(chosen, 1, Integer::sum);
            ranking.update(Objects.requireNonNull(hosts.get(chosen)), new SeatCount(seats, 0, 0));
            for (Host host : hosts.values()) {
                int share = sessions * weight(host) / 500;
                assertThat(taken.getOrDefault(host.id(), 0)).isGreaterThanOrEqualTo(share);
            }
        }
        hosts.values().forEach(host -> assertThat(taken.get(host.id())).isEqualTo(2 * weight(host)));
    }

    private static boolean isPlaceable(CandidateVerdict found) {
        return found.verdict() == Verdict.ELIGIBLE || found.verdict() == Verdict.DEMOTED;
    }

    private void change(PoolRanking ranking) {
        HostId id = id();
        if (chance.nextInt(20) == 0) {
            ranking.remove(id);
            candidates.remove(id);
            return;
        }
        Candidate candidate = candidate(id);
        SeatCount seats = new SeatCount(candidate.taken(), candidate.pending(), candidate.inFlight());
        ranking.update(candidate.host(), seats);
        candidates.put(id, candidate);
    }

    /** As fractions, which have no rest to cut off. */
    private static Comparator<Candidate> order(PoolSettings settings, Optional<HostId> cursor) {
        return switch (settings.method()) {
            case RESOURCE_BASED ->
                Comparator.comparingLong(
                        candidate -> Standing.of(candidate, settings).score());
            case ROUND_ROBIN ->
                Comparator.comparing(
                        candidate -> cursor.isPresent() && candidate.id().compareTo(cursor.get()) <= 0);
            case LEAST_SESSIONS ->
                (one, other) -> Long.compare((long) one.taken() * weight(other), (long) other.taken() * weight(one));
            case BREADTH_FIRST -> Comparator.comparingInt(Candidate::taken);
            case DEPTH_FIRST -> Comparator.comparingInt(Candidate::taken).reversed();
            case WEIGHTED ->
                (one, other) -> Long.compare((one.taken() + 1L) * weight(other), (other.taken() + 1L) * weight(one));
        };
    }

    private static int weight(Candidate candidate) {
        return weight(candidate.host());
    }

    private static int weight(Host host) {
        return host.settings().policy().weight().orElseThrow();
    }

    private static HostPolicy weight(int weight) {
        return HostPolicy.INHERITED.withWeight(weight);
    }

    private HostId id() {
        return new HostId("h" + chance.nextInt(HOSTS));
    }

    /** Weights that are close together, small and large, so that fractions come out equal and nearly equal. */
    private Candidate candidate(HostId id) {
        int weight = chance.nextBoolean() ? chance.nextInt(1, 5) : chance.nextInt(9_990, 10_001);
        LogonControl control = chance.nextInt(10) == 0 ? LogonControl.DRAIN : LogonControl.ENABLED;
        Load load = new Load(chance.nextInt(1_001), chance.nextLong(1L << 34), 1L << 34, LogPosition.NONE);
        HostStatus status = new HostStatus(
                        chance.nextInt(10) == 0 ? HostState.LOST : HostState.UP, new LogTime(0), load, 0)
                .with(new LogonFailures(chance.nextInt(5), new LogTime(1)));
        int taken = chance.nextInt(SEATS + 1);
        int inFlight = chance.nextInt(taken + 1);
        Host host = host(id, new HostSettings(weight(weight), control, ""), status);
        return new Candidate(
                host,
                EffectiveHostPolicy.of(host.settings().policy(), HOSTS_HAVE, SITE),
                taken,
                chance.nextInt(inFlight + 1),
                inFlight,
                false);
    }

    private static Host host(HostId id, HostSettings settings, HostStatus status) {
        return new Host(
                id,
                new PoolId("desks"),
                settings,
                new Registration(new HostIncarnation(LogPosition.NONE), "first", id + ":3389"),
                status,
                LogPosition.NONE);
    }
}
