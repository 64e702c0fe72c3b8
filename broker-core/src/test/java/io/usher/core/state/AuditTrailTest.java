package io.usher.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

    private static final int CHARACTERS = 20_000;

    private static AuditEntry large(long index) {
        String half = "x".repeat(CHARACTERS / Limits.AUDIT_CHANGES / 2);
        AuditChange change = new AuditChange("", "", half, half);
        return new AuditEntry(
                new LogPosition(index, 0),
                LogTime.ZERO,
                Optional.empty(),
                "UpdatePool",
                Collections.nCopies(Limits.AUDIT_CHANGES, change),
                false,
                Optional.empty(),
                "");
    }

    @Test
    void largeChangesAreForgottenEarlierSoThatTheyCannotFillTheMemory() {
        AuditTrail trail = new AuditTrail();
        int fitting = 0;
        while (trail.forgotten().equals(AuditForgotten.NONE)) {
            trail.add(large(++fitting));
        }

        assertThat((fitting - 1L) * CHARACTERS).isLessThanOrEqualTo(Limits.AUDIT_CHARACTERS);
        assertThat((long) fitting * CHARACTERS).isGreaterThan(Limits.AUDIT_CHARACTERS - CHARACTERS);
        assertThat(trail.forgotten()).isEqualTo(new AuditForgotten(1, 1));
    }

    /** What was forgotten must be the same on a broker that began with a snapshot. */
    @Test
    void theBoundIsTheSameAfterASnapshot() {
        AuditTrail trail = new AuditTrail();
        AuditTrail restored = new AuditTrail();
        for (int n = 1; n <= 600; n++) {
            trail.add(large(n));
            restored.add(large(n));
            restored.restore(List.copyOf(restored.entries()), restored.forgotten());
        }

        assertThat(restored.forgotten()).isEqualTo(trail.forgotten()).isNotEqualTo(AuditForgotten.NONE);
        assertThat(restored.entries()).containsExactlyElementsOf(trail.entries());
    }
}
