package io.usher.it.history;

import io.usher.core.model.LogPosition;
import io.usher.it.history.naive.NaiveModel;
import io.usher.it.history.naive.SessionChanged;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold after every command, whoever decided it. Looks at the sessions that a command changed. */
final class Invariants {

    static final String OVER_CAPACITY = "a host has more sessions than seats";
    static final String TWO_SESSIONS = "a user was given a second session";
    static final String FENCE_FELL = "a fence did not rise";

    private final Map<String, LogPosition> fences = new LinkedHashMap<>();

    List<Violation> check(List<SessionChanged> changes, NaiveModel model) {
        List<Violation> violations = new ArrayList<>();
        for (SessionChanged change : changes) {
            Session session = change.session();
            boolean granted = change.change() == SessionEvent.Change.CHANGE_GRANTED;
            if (granted && model.isOverCapacity(session.getHost())) {
                violations.add(new Violation(OVER_CAPACITY, session.getHost() + " at " + change.position()));
            }
            if (granted) {
                model.secondSession(session)
                        .ifPresent(other -> violations.add(new Violation(
                                TWO_SESSIONS,
                                session.getUser() + " got " + session.getName() + " beside " + other + " at "
                                        + change.position())));
            }
            if (granted || change.change() == SessionEvent.Change.CHANGE_REGRANTED) {
                fenceFell(session).ifPresent(violations::add);
            }
        }
        return violations;
    }

    private Optional<Violation> fenceFell(Session session) {
        LogPosition fence = LogPosition.parse(session.getFence());
        LogPosition before = fences.put(session.getUser(), fence);
        return before == null || fence.compareTo(before) > 0
                ? Optional.empty()
                : Optional.of(
                        new Violation(FENCE_FELL, session.getUser() + " was granted " + fence + " after " + before));
    }
}
