package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.LeasesExpired;
import io.usher.core.command.ExpireLeases;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Action;
import io.usher.core.model.ActionState;
import io.usher.core.model.EndReason;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.state.StateImage;
import java.util.Optional;

/** A lease is ended by time alone: not before it is over, the earliest first, and none that is due is passed over. */
final class LeasesEndInTime implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.ENDED)) {
            if (session.status().endReason().equals(Optional.of(EndReason.LEASE_EXPIRED))) {
                Session before = Transition.session(t.before(), session.id()).orElseThrow();
                assertThat(before.state()).isEqualTo(SessionState.PENDING);
                assertThat(before.grant().leaseEnds())
                        .isLessThanOrEqualTo(t.outcome().time());
            }
        }
        if (!t.isRepeated()
                && t.outcome().reply() instanceof LeasesExpired expired
                && t.step().command() instanceof ExpireLeases command) {
            assertThat(expired.sessions())
                    .isEqualTo(t.sessions(SessionChange.ENDED).size());
            assertThat(expired.loggedOff())
                    .isEqualTo(t.sessions(SessionChange.ACTION_REQUESTED).size());
            if (expired.loggedOff() < command.limit()) {
                assertThat(t.after().sessions()).noneMatch(session -> isDue(t.after(), session, t));
            }
            assertThat(t.events(ActionChanged.class))
                    .filteredOn(event -> event.action().outcome().state() == ActionState.TIMED_OUT)
                    .hasSize(expired.timedOut())
                    .allSatisfy(event -> assertThat(event.action().deadline())
                            .isLessThanOrEqualTo(t.outcome().time()));
            if (expired.timedOut() < command.limit()) {
                assertThat(t.after().actions())
                        .filteredOn(Action::isPending)
                        .allSatisfy(action -> assertThat(action.deadline())
                                .isGreaterThan(t.outcome().time()));
            }
            for (Session session : t.sessions(SessionChange.ACTION_REQUESTED)) {
                Session before = Transition.session(t.before(), session.id()).orElseThrow();
                assertThat(isDue(t.before(), before, t)).isTrue();
                assertThat(session.isLoggingOff()).isTrue();
            }
            if (expired.sessions() < command.limit()) {
                assertThat(t.after().sessions().stream()
                                .filter(session -> session.state() == SessionState.PENDING)
                                .filter(session -> !session.grant()
                                        .leaseEnds()
                                        .isAfter(t.outcome().time())))
                        .isEmpty();
            }
        }
    }

    /** Whether it should be logged off because nobody works in it. */
    private static boolean isDue(StateImage image, Session session, Transition t) {
        return Recount.logOffTime(image, session)
                .filter(time -> !time.isAfter(t.outcome().time()))
                .isPresent();
    }
}
