package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Fence;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fence of a session never goes down, and every grant has a higher one than all grants before it. */
final class FencesRise implements Invariant {

    private final SortedMap<SessionId, Fence> highest = new TreeMap<>();
    private Optional<Fence> latestGrant = Optional.empty();

    @Override
    public void check(Transition t) {
        for (Session session : t.after().sessions()) {
            Fence fence = session.grant().fence();
            Fence before = highest.getOrDefault(session.id(), fence);
            assertThat(fence).as("fence of %s", session.id()).isGreaterThanOrEqualTo(before);
            highest.put(session.id(), fence);
        }
        t.granted().ifPresent(granted -> {
            assertThat(granted.fence().position()).isEqualTo(t.step().position());
            latestGrant.ifPresent(latest -> assertThat(granted.fence()).isGreaterThan(latest));
            Fence earlier = Transition.session(t.before(), granted.session())
                    .map(session -> session.grant().fence())
                    .orElse(new Fence(LogPosition.NONE));
            assertThat(granted.fence()).as("fence of a new ticket").isGreaterThan(earlier);
            latestGrant = Optional.of(granted.fence());
        });
    }
}
