package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.LogTime;

/** Position and time go forward; the clock of a primary that is behind changes nothing. */
final class AppliesInOrder implements Invariant {

    @Override
    public void check(Transition t) {
        LogTime proposed = t.step().proposed();
        LogTime before = t.before().now();
        assertThat(t.outcome().time()).isEqualTo(proposed.isAfter(before) ? proposed : before);
        assertThat(t.after().now()).isEqualTo(t.outcome().time());
        assertThat(t.after().applied())
                .isEqualTo(t.step().position())
                .isGreaterThan(t.before().applied());
        assertThat(t.outcome().position()).isEqualTo(t.step().position());
    }
}
