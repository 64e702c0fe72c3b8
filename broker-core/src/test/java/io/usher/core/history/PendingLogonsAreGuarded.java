package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.SessionChange;
import io.usher.core.model.Session;

/** No grant of a new session goes beyond the logons that are allowed on one host at a time. */
final class PendingLogonsAreGuarded implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.GRANTED)) {
            int limit = Recount.pendingLogonLimit(
                    t.before(), Transition.host(t.before(), session.host()).orElseThrow());
            if (limit > 0) {
                assertThat(Recount.pending(t.after(), session.host()))
                        .as("logons on the way to %s after a grant", session.host())
                        .isLessThanOrEqualTo(limit);
            }
        }
    }
}
