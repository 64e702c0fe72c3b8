package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AssignSession;
import io.usher.core.event.SessionChange;
import io.usher.core.model.PoolId;
import io.usher.core.model.SessionId;
import java.util.List;

/** After a grant, the user has no other session that may be alive in the pools of the resource that allow only one. */
final class UsersHaveOneSession implements Invariant {

    @Override
    public void check(Transition t) {
        if (t.asked().isPresent() && t.granted().isPresent()) {
            AssignSession command = t.asked().get();
            SessionId granted = t.granted().get().session();
            List<PoolId> pools = t.before().resources().stream()
                    .filter(resource -> resource.id().equals(command.resource()))
                    .flatMap(resource -> resource.settings().pools().stream())
                    .filter(pool ->
                            Recount.pool(t.before(), pool).settings().sessions().oneSessionPerUser())
                    .toList();
            boolean isNew = !t.sessions(SessionChange.GRANTED).isEmpty();
            assertThat(t.after().sessions().stream()
                            .filter(session -> session.user().equals(command.user()))
                            .filter(session -> pools.contains(session.seat().pool()))
                            // Hosts and limits may have been otherwise when an older one came to be.
                            .filter(session -> isNew && !session.id().equals(granted)))
                    .as("other sessions of %s", command.user())
                    .isEmpty();
        }
    }
}
