package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Refusal;
import io.usher.core.command.Reply;
import io.usher.core.model.DecisionRule;

/** Every assignment comes out as an independent, naive model of the design says. */
final class AssignmentFollowsTheRules implements Invariant {

    @Override
    public void check(Transition t) {
        if (t.isRepeated() || !(t.step().command() instanceof AssignSession command)) {
            return;
        }
        NaiveAssignment.Expected expected =
                NaiveAssignment.of(t.before(), command, t.outcome().time());
        Reply reply = t.outcome().reply();
        if (expected instanceof NaiveAssignment.Refused refused) {
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(refused.reason()));
        } else if (expected instanceof NaiveAssignment.Existing existing) {
            assertThat(reply).isInstanceOfSatisfying(Granted.class, granted -> {
                assertThat(granted.session()).isEqualTo(existing.session().id());
                assertThat(granted.rule()).isEqualTo(existing.rule());
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
