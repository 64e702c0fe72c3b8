package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.Answer.Queued;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Refusal;
import io.usher.core.command.Reply;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.model.DecisionRule;
import java.util.List;

/** Every assignment comes out as an independent, naive model of the design says. */
final class AssignmentFollowsTheRules implements Invariant {

    @Override
    public void check(Transition t) {
        List<QueueLeft> left = t.events(QueueLeft.class);
        if (t.asked().isEmpty() || left.stream().anyMatch(NaiveQueue::isTimedOut)) {
            return;
        }
        AssignSession command = t.asked().get();
        NaiveAssignment.Expected expected =
                NaiveAssignment.of(t.before(), command, t.outcome().time());
        Reply reply = t.step().command() instanceof AdmitNext
                ? left.get(0).outcome()
                : t.outcome().reply();
        if (expected instanceof NaiveAssignment.Waiting waiting) {
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Queued.class,
                            queued -> assertThat(queued.deadline())
                                    .isEqualTo(t.outcome().time().plus(waiting.time())));
        } else if (expected instanceof NaiveAssignment.Refused refused) {
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(refused.reason()));
        } else if (expected instanceof NaiveAssignment.Existing existing) {
            assertThat(reply).isInstanceOfSatisfying(Granted.class, granted -> {
                assertThat(granted.session()).isEqualTo(existing.session().id());
                assertThat(granted.rule()).isEqualTo(existing.rule());
            });
        } else if (expected instanceof NaiveAssignment.AtOwnHost own) {
            assertThat(reply).isInstanceOfSatisfying(Granted.class, granted -> {
                assertThat(granted.host()).isEqualTo(own.host());
                assertThat(granted.rule()).isEqualTo(DecisionRule.DEDICATED);
            });
        } else if (expected instanceof NaiveAssignment.Placed placed) {
            assertThat(reply).isInstanceOfSatisfying(Granted.class, granted -> {
                assertThat(granted.session().created()).isEqualTo(t.step().position());
                assertThat(granted.host()).isEqualTo(placed.host());
                assertThat(granted.rule()).isEqualTo(DecisionRule.PLACED);
            });
        }
    }
}
