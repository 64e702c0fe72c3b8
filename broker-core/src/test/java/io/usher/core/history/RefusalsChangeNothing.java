package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event.DecisionRecorded;
import java.util.Set;

/** A refusal writes nothing but the decision that explains it, and neither does an answer that is told again. */
final class RefusalsChangeNothing implements Invariant {

    private static final Set<RefusalReason> EXPLAINED = Set.of(
            RefusalReason.NO_SEAT,
            RefusalReason.USER_LIMIT_REACHED,
            RefusalReason.RESOURCE_LIMIT_REACHED,
            RefusalReason.BOUND_HOST_UNAVAILABLE,
            RefusalReason.ACCESS_DENIED);

    @Override
    public void check(Transition t) {
        if (t.isRepeated()) {
            assertThat(t.outcome().events()).isEmpty();
        } else if (t.outcome().reply() instanceof Refusal refusal) {
            boolean explained = EXPLAINED.contains(refusal.reason());
            assertThat(t.outcome().events()).hasSize(explained ? 1 : 0);
            assertThat(t.outcome().events()).allMatch(event -> event instanceof DecisionRecorded);
        }
    }
}
