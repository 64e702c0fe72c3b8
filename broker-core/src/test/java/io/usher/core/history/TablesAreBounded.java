package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.state.Limits;

/** Whatever can grow has a bound. */
final class TablesAreBounded implements Invariant {

    @Override
    public void check(Transition t) {
        long untold = t.after().ended().stream()
                .filter(session -> session.status().action().isPresent())
                .count();
        assertThat(untold).isLessThanOrEqualTo(Limits.UNTOLD_SESSIONS);
        assertThat(t.after().ended().size() - untold).isLessThanOrEqualTo(Limits.ENDED_SESSIONS);
        assertThat(t.after().decisions()).hasSizeLessThanOrEqualTo(Limits.DECISIONS);
        assertThat(t.after().answers()).hasSizeLessThanOrEqualTo(Limits.ANSWERS);
        assertThat(t.after().bindings()).hasSizeLessThanOrEqualTo(Limits.BINDINGS);
        assertThat(t.after().cursors())
                .hasSizeLessThanOrEqualTo(t.after().pools().size());
        t.events(DecisionRecorded.class)
                .forEach(event -> assertThat(event.decision().candidates()).hasSizeLessThanOrEqualTo(16));
    }
}
