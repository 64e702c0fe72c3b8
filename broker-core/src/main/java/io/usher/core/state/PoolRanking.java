package io.usher.core.state;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.Label;
import io.usher.core.model.Pool;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import io.usher.core.placement.Candidate;
import io.usher.core.placement.Ranking;
import io.usher.core.placement.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** How the hosts of one pool stand at present. Follows from site, pool, hosts and seats alone. */
final class PoolRanking implements Ranking {

    /** A host in its table. Stays there as long as its verdict does, whatever its score comes to. */
    private static final class Place {
        private CandidateVerdict standing;

        Place(CandidateVerdict standing) {
            this.standing = standing;
        }
    }

    private final Pool pool;
    private final HostPolicy siteHosts;
    private final Bindings bindings;
    // Looked up by key alone: its order never shows.
    private final Map<HostId, Place> places = new LinkedHashMap<>();
    private final NavigableMap<HostId, Place> eligible = new TreeMap<>();
    private final NavigableMap<HostId, Place> demoted = new TreeMap<>();
    private final NavigableMap<HostId, Place> rejected = new TreeMap<>();
    private final NavigableSet<CandidateVerdict> byScore = new TreeSet<>(PoolRanking::compare);
    // By the labels that their hosts carry, the one that was asked for longest ago first.
    private final Map<List<Label>, PoolRanking> narrowed = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Label> labels;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    /**
     * Begins without hosts.
     *
     * @param siteHosts what the site says of hosts
     * @param bindings which hosts belong to somebody
     */
    PoolRanking(Pool pool, HostPolicy siteHosts, Bindings bindings) {
        this(pool, siteHosts, bindings, List.of());
    }

    private PoolRanking(Pool pool, HostPolicy siteHosts, Bindings bindings, List<Label> labels) {
        this.labels = labels;
        this.pool = pool;
        this.siteHosts = siteHosts;
        this.bindings = bindings;
    }

    /** The host or its seats changed. */
    void update(Host host, SeatCount seats) {
        if (!narrowed.isEmpty()) {
            narrowed.values().forEach(narrow -> narrow.update(host, seats));
        }
        if (!labels.isEmpty() && !host.settings().labels().containsAll(labels)) {
            take(host.id());
            return;
        }
        EffectiveHostPolicy policy =
                EffectiveHostPolicy.of(host.settings().policy(), pool.settings().hosts(), siteHosts);
        boolean bound = pool.settings().dedication().isOn() && bindings.isInForce(pool, host.id());
        Candidate candidate = new Candidate(host, policy, seats.taken(), seats.pending(), seats.inFlight(), bound);
        CandidateVerdict standing = Standing.of(candidate, pool.settings());
        Place place = places.get(host.id());
        if (place != null && place.standing.verdict() == standing.verdict()) {
            score(place, standing);
        } else {
            take(host.id());
            add(standing);
        }
    }

    /** The host left the pool. */
    void remove(HostId host) {
        narrowed.values().forEach(narrow -> narrow.remove(host));
        take(host);
    }

    private void take(HostId host) {
        Place place = places.remove(host);
        if (place != null) {
            Verdict verdict = place.standing.verdict();
            table(verdict).remove(host);
            byScore.remove(place.standing);
            counts.computeIfPresent(verdict, (key, hosts) -> hosts > 1 ? hosts - 1 : null);
        }
    }

    /**
     * The hosts that carry some labels, as a ranking of its own that is kept up to date.
     *
     * @param fill tells a new one of all hosts
     */
    Ranking narrowed(List<Label> wanted, Consumer<PoolRanking> fill) {
        PoolRanking known = narrowed.get(wanted);
        if (known != null) {
            return known;
        }
        PoolRanking narrow = new PoolRanking(pool, siteHosts, bindings, wanted);
        fill.accept(narrow);
        narrowed.put(wanted, narrow);
        if (narrowed.size() > Limits.NARROWED_RANKINGS) {
            narrowed.remove(narrowed.keySet().iterator().next());
        }
        return narrow;
    }

    private void add(CandidateVerdict standing) {
        Place place = new Place(standing);
        places.put(standing.host(), place);
        table(standing.verdict()).put(standing.host(), place);
        counts.merge(standing.verdict(), 1, Integer::sum);
        if (standing.verdict().isPlaceable()) {
            byScore.add(standing);
        }
    }

    /** The usual change: as before, with another score. */
    private void score(Place place, CandidateVerdict standing) {
        if (standing.verdict().isPlaceable()) {
            byScore.remove(place.standing);
            byScore.add(standing);
        }
        place.standing = standing;
    }

    private NavigableMap<HostId, Place> table(Verdict verdict) {
        return switch (verdict) {
            case ELIGIBLE -> eligible;
            case DEMOTED -> demoted;
            default -> rejected;
        };
    }

    /** The best first: demoted hosts after all others, then by score, then by id. */
    private static int compare(CandidateVerdict one, CandidateVerdict other) {
        boolean isLast = one.verdict() == Verdict.DEMOTED;
        if (isLast != (other.verdict() == Verdict.DEMOTED)) {
            return isLast ? 1 : -1;
        }
        int byScore = Long.compare(one.score(), other.score());
        return byScore != 0 ? byScore : one.host().compareTo(other.host());
    }

    @Override
    public List<CandidateVerdict> best(int limit) {
        return first(byScore, Function.identity(), limit);
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
            NavigableMap<HostId, Place> hosts, Optional<HostId> cursor, int limit) {
        if (cursor.isEmpty()) {
            return standings(hosts.values(), limit);
        }
        List<CandidateVerdict> inTurn =
                standings(hosts.tailMap(cursor.get(), false).values(), limit);
        inTurn.addAll(standings(hosts.headMap(cursor.get(), true).values(), limit - inTurn.size()));
        return inTurn;
    }

    @Override
    public List<CandidateVerdict> rejected(int limit) {
        return rejected.isEmpty() ? List.of() : standings(rejected.values(), limit);
    }

    @Override
    public List<VerdictCount> counts() {
        List<VerdictCount> list = new ArrayList<>(counts.size());
        counts.forEach((verdict, hosts) -> list.add(new VerdictCount(verdict, hosts)));
        return list;
    }

    private static List<CandidateVerdict> standings(Collection<Place> places, int limit) {
        return first(places, place -> place.standing, limit);
    }

    private static <T> List<CandidateVerdict> first(
            Iterable<T> hosts, Function<T, CandidateVerdict> standing, int limit) {
        List<CandidateVerdict> list = new ArrayList<>(limit);
        for (T host : hosts) {
            if (list.size() == limit) {
                break;
            }
            list.add(standing.apply(host));
        }
        return list;
    }
}
