package io.usher.node.cli.output;

import io.usher.proto.v1.Pool;
import java.util.List;
import java.util.stream.Collectors;

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
                    Column.wide("MAX-PER-HOST", pool -> Integer.toString(pool.getMaxSessionsPerHost())),
                    Column.wide("PENDING-LIMIT", pool -> limit(pool.getPendingLogonLimit())),
                    Column.wide("TICKET", pool -> Wording.span(pool.getTicketLifetime())),
                    Column.wide("ETAG", Pool::getEtag),
                    Column.of("DESCRIPTION", Pool::getDescription)));

    private PoolView() {}

    public static View<Pool> view() {
        return VIEW;
    }

    private static String counters(Pool pool) {
        return pool.getCountersCount() == 0
                ? "all"
                : pool.getCountersList().stream().map(Wording::word).collect(Collectors.joining(","));
    }

    private static String limit(int limit) {
        return limit == 0 ? "none" : Integer.toString(limit);
    }
}
