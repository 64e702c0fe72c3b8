package io.usher.core.state;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.Pool;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import io.usher.core.placement.Candidate;
import io.usher.core.placement.Ranking;
import io.usher.core.placement.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the hosts of one pool stand at present. Follows from site, pool, hosts and seats alone. */
final class PoolRanking implements Ranking {

    private static final Comparator<CandidateVerdict> BEST_FIRST = Comparator.<CandidateVerdict, Boolean>comparing(
                    standing -> standing.verdict() == Verdict.DEMOTED)
            .thenComparingLong(CandidateVerdict::score)
            .thenComparing(CandidateVerdict::host);

    private final Pool pool;
    private final HostPolicy siteHosts;
    private final NavigableMap<HostId, CandidateVerdict> eligible = new TreeMap<>();
    private final NavigableMap<HostId, CandidateVerdict> demoted = new TreeMap<>();
    private final NavigableSet<CandidateVerdict> byScore = new TreeSet<>(BEST_FIRST);
    private final NavigableMap<HostId, CandidateVerdict> rejected = new TreeMap<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    /**
     * Begins without hosts.
     *
     * @param siteHosts what the site says of hosts
     */
    PoolRanking(Pool pool, HostPolicy siteHosts) {
        this.pool = pool;
        this.siteHosts = siteHosts;
    }

    /** The host or its seats changed. */
    void update(Host host, SeatCount seats) {
        EffectiveHostPolicy policy =
                EffectiveHostPolicy.of(host.settings().policy(), pool.settings().hosts(), siteHosts);
        Candidate candidate = new Candidate(host, policy, seats.taken(), seats.pending(), seats.inFlight());
        CandidateVerdict standing = Standing.of(candidate, pool.settings());
        Optional<CandidateVerdict> before = find(host.id());
        if (before.isPresent() && before.get().verdict() == standing.verdict()) {
            score(before.get(), standing);
        } else {
            remove(host.id());
            counts.merge(standing.verdict(), 1, Integer::sum);
            if (standing.verdict().isPlaceable()) {
                byScore.add(standing);
            }
        }
        table(standing.verdict()).put(host.id(), standing);
    }

    void remove(HostId host) {
        find(host).ifPresent(before -> {
            table(before.verdict()).remove(host);
            byScore.remove(before);
            counts.computeIfPresent(before.verdict(), (verdict, hosts) -> hosts > 1 ? hosts - 1 : null);
        });
    }

    /** The usual change: as before, with another score. */
    private void score(CandidateVerdict before, CandidateVerdict now) {
        if (now.verdict().isPlaceable() && !now.equals(before)) {
            byScore.remove(before);
            byScore.add(now);
        }
    }

    private Optional<CandidateVerdict> find(HostId host) {
        CandidateVerdict standing = eligible.get(host);
        if (standing == null) {
            standing = demoted.get(host);
        }
        return Optional.ofNullable(standing != null ? standing : rejected.get(host));
    }

    private NavigableMap<HostId, CandidateVerdict> table(Verdict verdict) {
        return switch (verdict) {
            case ELIGIBLE -> eligible;
            case DEMOTED -> demoted;
            default -> rejected;
        };
    }

    @Override
    public List<CandidateVerdict> best(int limit) {
        return first(byScore, limit);
    }

    @Override
    public List<CandidateVerdict> after(Optional<HostId> cursor, int limit) {
        List<CandidateVerdict> inTurn = inTurn(eligible, cursor, limit);
        if (!demoted.isEmpty()) {
            inTurn.addAll(inTurn(demoted, cursor, limit - inTurn.size()));
        }
        return inTurn;
    }

    private static List<CandidateVerdict> inTurn(
            NavigableMap<HostId, CandidateVerdict> hosts, Optional<HostId> cursor, int limit) {
        if (cursor.isEmpty()) {
            return first(hosts.values(), limit);
        }
        List<CandidateVerdict> inTurn = first(hosts.tailMap(cursor.get(), false).values(), limit);
        inTurn.addAll(first(hosts.headMap(cursor.get(), true).values(), limit - inTurn.size()));
        return inTurn;
    }

    @Override
    public List<CandidateVerdict> rejected(int limit) {
        return rejected.isEmpty() ? List.of() : first(rejected.values(), limit);
    }

    @Override
    public List<VerdictCount> counts() {
        List<VerdictCount> list = new ArrayList<>(counts.size());
        counts.forEach((verdict, hosts) -> list.add(new VerdictCount(verdict, hosts)));
        return list;
    }

    private static List<CandidateVerdict> first(Iterable<CandidateVerdict> standings, int limit) {
        List<CandidateVerdict> list = new ArrayList<>(limit);
        for (CandidateVerdict standing : standings) {
            if (list.size() == limit) {
                break;
            }
            list.add(standing);
        }
        return list;
    }
}
