package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.InventoryTaken;
import io.usher.core.command.ReportInventory;
import io.usher.core.event.SessionChange;
import io.usher.core.model.EndReason;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;

/** What was given up unasked is ordered off, until its own host shows a list without it. */
final class GivenUpSessionsAreOrderedOff implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.ENDED)) {
            SessionState before =
                    Transition.session(t.before(), session.id()).orElseThrow().state();
            EndReason reason = session.status().endReason().orElseThrow();
            boolean unasked = reason == EndReason.SUPERSEDED
                    || (reason == EndReason.ENDED_ON_REQUEST && before == SessionState.LOST);
            assertThat(isOrderedOff(session))
                    .as("%s, %s, ordered off", session.id(), reason)
                    .isEqualTo(unasked);
        }
        for (Session session : t.before().ended()) {
            if (isOrderedOff(session)) {
                boolean listedWithout = !t.isRepeated()
                        && t.step().command() instanceof ReportInventory inventory
                        && t.outcome().reply() instanceof InventoryTaken taken
                        && inventory.host().equals(session.host())
                        && taken.bindings().stream()
                                .noneMatch(bound -> bound.session().equals(session.id()));
                Session after = Transition.session(t.after(), session.id()).orElseThrow();
                assertThat(isOrderedOff(after))
                        .as("%s still ordered off", session.id())
                        .isNotEqualTo(listedWithout);
            }
        }
    }

    private static boolean isOrderedOff(Session session) {
        return session.status()
                .action()
                .filter(action -> action.kind().endsSession())
                .isPresent();
    }
}
