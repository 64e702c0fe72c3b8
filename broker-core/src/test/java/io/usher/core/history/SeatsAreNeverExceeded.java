package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.SessionChange;
import io.usher.core.model.Host;
import io.usher.core.model.Session;

/** No grant of a new session goes beyond the seats of its host, not by one. */
final class SeatsAreNeverExceeded implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.GRANTED)) {
            Host host = Transition.host(t.before(), session.host()).orElseThrow();
            assertThat(Recount.taken(t.after(), host.id()))
                    .as("sessions on %s after a grant", host.id())
                    .isLessThanOrEqualTo(Recount.seats(t.before(), host));
        }
    }
}
