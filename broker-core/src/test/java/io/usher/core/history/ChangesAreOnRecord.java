package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer;
import io.usher.core.model.AuditEntry;
import io.usher.core.state.Limits;
import io.usher.core.state.SecurityImage;
import java.util.List;

/** Every change that somebody answers for is on record, once and chained to the one before; nothing else is. */
final class ChangesAreOnRecord implements Invariant {

    @Override
    public void check(Transition t) {
        List<AuditEntry> before = t.before().security().audit();
        List<AuditEntry> after = t.after().security().audit();
        boolean isChange = !t.step().command().isEveryday()
                && t.outcome().reply() instanceof Answer
                && !t.outcome().events().isEmpty();
        if (!isChange) {
            assertThat(after).isEqualTo(before);
            return;
        }
        assertThat(after).hasSize(before.size() + 1);
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        AuditEntry entry = after.get(before.size());
        assertThat(entry.position()).isEqualTo(t.step().position());
        assertThat(entry.command()).isEqualTo(t.step().command().getClass().getSimpleName());
        assertThat(entry.changes()).hasSizeLessThanOrEqualTo(Limits.AUDIT_CHANGES);
        assertThat(SecurityImage.firstBroken(after.subList(Math.max(0, before.size() - 1), after.size())))
                .isEmpty();
    }
}
