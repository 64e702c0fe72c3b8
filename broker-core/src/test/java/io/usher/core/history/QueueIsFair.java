package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Refusal;
import io.usher.core.event.Event.QueueEntryChanged;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.event.SessionChange;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.Resource;
import io.usher.core.model.Session;
import io.usher.core.state.EndedWait;
import io.usher.core.state.Limits;
import io.usher.core.state.StateImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nobody overtakes, nobody is lost: a new session passes over nobody who could have had it, whoever stops waiting is
 * told an outcome, nobody is sent away before the time, and a user has one place for a resource.
 */
final class QueueIsFair implements Invariant {

    @Override
    public void check(Transition t) {
        // A host of one's own is nobody else's to wait for.
        boolean isOwn = t.granted()
                .filter(granted -> granted.rule() == DecisionRule.DEDICATED)
                .isPresent();
        if (!isOwn) {
            t.sessions(SessionChange.GRANTED).forEach(session -> checkNobodyIsPassedOver(t, session));
        }
        checkNobodyIsLost(t);
        t.events(QueueLeft.class).forEach(left -> checkTime(t, left));
        checkPlaces(t.after());
        for (QueueEntryChanged changed : t.events(QueueEntryChanged.class)) {
            assertThat(t.view().queueEntry(changed.entry().id())).contains(changed.entry());
        }
    }

    private static void checkNobodyIsPassedOver(Transition t, Session session) {
        Resource wanted = t.before().resources().stream()
                .filter(found -> session.subject().resource().equals(Optional.of(found.id())))
                .findFirst()
                .orElseThrow();
        assertThat(NaiveQueue.overtaken(t.before(), session.seat().pool(), session.user(), wanted))
                .as("who is passed over by %s", session.id())
                .isEmpty();
    }

    private static void checkNobodyIsLost(Transition t) {
        Set<QueueEntryId> expected = ids(t.before());
        t.events(QueueEntryChanged.class)
                .forEach(changed -> expected.add(changed.entry().id()));
        for (QueueLeft left : t.events(QueueLeft.class)) {
            assertThat(expected.remove(left.entry().id())).isTrue();
            assertThat(t.view().endedWait(left.entry().id()).map(EndedWait::outcome))
                    .contains(left.outcome());
        }
        assertThat(ids(t.after())).isEqualTo(expected);
    }

    private static void checkTime(Transition t, QueueLeft left) {
        if (left.outcome() instanceof Refusal refusal) {
            switch (refusal.reason()) {
                case WAIT_TIMED_OUT ->
                    assertThat(left.entry().times().deadline())
                            .isLessThanOrEqualTo(t.outcome().time());
                case CLIENT_GONE ->
                    assertThat(left.entry().times().leaseEnds())
                            .isLessThanOrEqualTo(t.outcome().time());
                default -> assertThat(refusal.reason()).isNotNull();
            }
        }
    }

    private static void checkPlaces(StateImage image) {
        List<QueueEntry> entries = image.waiting().entries();
        assertThat(entries).hasSizeLessThanOrEqualTo(Limits.QUEUE);
        assertThat(image.waiting().ended()).hasSizeLessThanOrEqualTo(Limits.ENDED_WAITS);
        assertThat(entries.stream().map(entry -> entry.user() + " " + entry.resource()))
                .doesNotHaveDuplicates();
    }

    private static Set<QueueEntryId> ids(StateImage image) {
        Set<QueueEntryId> ids = new TreeSet<>();
        image.waiting().entries().forEach(entry -> ids.add(entry.id()));
        return ids;
    }
}
