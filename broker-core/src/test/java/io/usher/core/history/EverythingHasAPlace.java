package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.FolderId;
import io.usher.core.model.Host;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import java.util.Optional;

/**
 * Sessions are on hosts, hosts in pools, resources served from pools that exist, and in folders that exist and lie at
 * most eight deep; a lost host has only lost sessions.
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
        t.after()
                .resources()
                .forEach(resource ->
                        assertThat(depth(t, resource.settings().folder())).isLessThanOrEqualTo(8));
        t.after()
                .folders()
                .forEach(
                        folder -> assertThat(depth(t, Optional.of(folder.id()))).isLessThanOrEqualTo(8));
    }

    /** Folders on the way to the top; fails when one is missing. In a circle it would be endless, so more than 9. */
    private static int depth(Transition t, Optional<FolderId> folder) {
        int depth = 0;
        for (Optional<FolderId> here = folder; here.isPresent() && depth < 10; depth++) {
            FolderId id = here.get();
            here = t.after().folders().stream()
                    .filter(found -> found.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .settings()
                    .parent();
        }
        return depth;
    }
}
