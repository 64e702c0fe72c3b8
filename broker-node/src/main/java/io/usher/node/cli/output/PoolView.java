package io.usher.node.cli.output;

import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CounterWeights;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReconnectMatch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pools in tables. */
public final class PoolView {
    private static final View<Pool> VIEW = new View<>(
            Pool::getName,
            List.of(
                    Column.of("NAME", pool -> Wording.id(pool.getName())),
                    Column.of("METHOD", pool -> Wording.word(pool.getMethod())),
                    Column.of("HOSTS", pool -> Integer.toString(pool.getHostCount())),
                    Column.of("SESSIONS", pool -> Integer.toString(pool.getSessionCount())),
                    Column.of("SEATS", pool -> Long.toString(pool.getSeatCount())),
                    Column.wide("COUNTERS", PoolView::counters),
                    Column.wide("ONE-PER-USER", pool -> pool.getOneSessionPerUser() ? "yes" : "no"),
                    Column.wide("RECONNECT", PoolView::reconnect),
                    Column.wide(
                            "USER-LIMIT",
                            pool -> Wording.limit(pool.getUserSessionLimit(), pool.getOverUserSessionLimit())),
                    Column.wide("SHARING", pool -> pool.getSessionSharing() ? "yes" : "no"),
                    Column.wide("DEDICATED", pool -> Wording.word(pool.getDedicated())),
                    Column.wide(
                            "UNBOUND-AFTER", pool -> Wording.timeout(pool.hasBindingUnused(), pool.getBindingUnused())),
                    Column.wide("MIN-OPEN", pool -> Integer.toString(pool.getMinOpenHosts())),
                    Column.wide("HOST-WEIGHT", pool -> Wording.limit(pool.getHostWeight() > 0, pool.getHostWeight())),
                    Column.wide(
                            "MAX-PER-HOST",
                            pool -> Wording.limit(pool.getMaxSessionsPerHost() > 0, pool.getMaxSessionsPerHost())),
                    Column.wide(
                            "PENDING-LIMIT",
                            pool -> Wording.limit(pool.hasPendingLogonLimit(), pool.getPendingLogonLimit())),
                    Column.wide("TICKET", pool -> Wording.span(pool.getTicketLifetime())),
                    Column.wide("ROUTES", pool -> RouteText.of(pool.getRoutesList())),
                    Column.wide("LINGER", pool -> Wording.timeout(pool.hasLingerTimeout(), pool.getLingerTimeout())),
                    Column.wide(
                            "DISCONNECTED",
                            pool -> Wording.timeout(pool.hasDisconnectedTimeout(), pool.getDisconnectedTimeout())),
                    Column.wide("ETAG", Pool::getEtag),
                    Column.of("DESCRIPTION", Pool::getDescription)));

    private static final View<Pool> SETTINGS = VIEW.without("HOSTS", "SESSIONS", "SEATS");

    private static final int USUAL_WEIGHT = 100;

    private PoolView() {}

    public static View<Pool> view() {
        return VIEW;
    }

    /** For answers to changes, which do not count. */
    public static View<Pool> settings() {
        return SETTINGS;
    }

    private static String reconnect(Pool pool) {
        return pool.getReconnectMatch() == ReconnectMatch.RECONNECT_MATCH_UNSPECIFIED
                ? "as-site"
                : Wording.word(pool.getReconnectMatch());
    }

    private static String counters(Pool pool) {
        return pool.getCountersCount() == 0
                ? "all"
                : Stream.concat(
                                pool.getCountersList().stream()
                                        .map(counter ->
                                                Wording.word(counter) + weight(counter, pool.getCounterWeights())),
                                pool.getCustomCountersList().stream()
                                        .map(custom -> custom.getName() + weight(custom.getWeight())))
                        .collect(Collectors.joining(","));
    }

    /** As the option takes it: {@code =200}; empty for a weight that is as usual. */
    private static String weight(Counter counter, CounterWeights weights) {
        int weight = switch (counter) {
            case COUNTER_SESSIONS -> weights.getSessions();
            case COUNTER_MEMORY -> weights.getMemory();
            case COUNTER_CPU -> weights.getCpu();
            case COUNTER_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
        return weight(weight);
    }

    private static String weight(int weight) {
        return weight == 0 || weight == USUAL_WEIGHT ? "" : "=" + weight;
    }
}
