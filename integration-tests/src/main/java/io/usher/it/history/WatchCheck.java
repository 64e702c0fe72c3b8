package io.usher.it.history;

import io.usher.it.history.naive.SessionChanged;
import io.usher.proto.v1.SessionEvent;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.ArrayList;
import java.util.List;

/** A watch shows every change once, in log order, all changes of a revision together, and nothing else. */
final class WatchCheck {

    static final String DISORDER = "a watch went back";
    static final String WRONG_EVENTS = "a watch differs from the log";

    private WatchCheck() {}

    /** Compares with the changes that the model made, in log order. */
    static List<Violation> check(WatchRecord watch, List<SessionChanged> changes) {
        List<Violation> violations = new ArrayList<>();
        long seen = watch.afterRevision();
        for (WatchSessionsResponse response : watch.responses()) {
            long revision = response.getHeader().getRevision();
            if (response.getInitial()) {
                seen = Math.max(seen, revision);
                continue;
            }
            if (revision < seen || (revision == seen && response.getEventsCount() > 0)) {
                violations.add(new Violation(
                        DISORDER, watch.watcher() + " was shown " + revision + " after it had seen " + seen));
                continue;
            }
            List<SessionEvent> expected = between(changes, seen, revision);
            if (!expected.equals(response.getEventsList())) {
                violations.add(new Violation(
                        WRONG_EVENTS,
                        watch.watcher() + " was shown at " + revision + " " + response.getEventsList()
                                + ", the log after " + seen + " says " + expected));
            }
            seen = revision;
        }
        return violations;
    }

    private static List<SessionEvent> between(List<SessionChanged> changes, long after, long upTo) {
        return changes.stream()
                .filter(change ->
                        change.position().index() > after && change.position().index() <= upTo)
                .map(change -> SessionEvent.newBuilder()
                        .setChange(change.change())
                        .setSession(change.session())
                        .build())
                .toList();
    }
}
