package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.Broker;
import io.usher.core.Outcome;

/** A broker that was restored from an image some steps ago says the same, word for word, and has the same image. */
final class RestoredBrokersAgree implements Invariant {

    private static final int STEPS = 13;

    private Broker restored = Broker.empty();
    private int steps;

    @Override
    public void check(Transition t) {
        if (steps++ % STEPS == 0) {
            restored = Broker.restore(t.before());
            assertThat(restored.image()).isEqualTo(t.before());
        }
        Outcome outcome = t.step().applyTo(restored);
        assertThat(outcome).isEqualTo(t.outcome());
        if (steps % STEPS == 0) {
            assertThat(restored.image()).isEqualTo(t.after());
        }
    }
}
