package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Host;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import java.util.Optional;

/**
 * Sessions are on hosts, hosts in pools, resources served from pools that exist; a lost host has only lost sessions.
 */
final class EverythingHasAPlace implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.after().sessions()) {
            Optional<Host> host = Transition.host(t.after(), session.host());
            assertThat(host).as("host of %s", session.id()).isPresent();
            assertThat(host.get().pool()).isEqualTo(session.seat().pool());
            if (!host.get().isUp()) {
                assertThat(session.state()).isEqualTo(SessionState.LOST);
            }
        }
        t.after().hosts().forEach(host -> Recount.pool(t.after(), host.pool()));
        t.after()
                .resources()
                .forEach(resource -> resource.settings().pools().forEach(id -> Recount.pool(t.after(), id)));
    }
}
