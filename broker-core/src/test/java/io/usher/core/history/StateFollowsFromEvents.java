package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.state.StateImage;

/**
 * The state after a step is the state before it with the events written in, the answer remembered, and nothing else.
 */
final class StateFollowsFromEvents implements Invariant {

    @Override
    public void check(Transition t) {
        NaiveTables tables = new NaiveTables(t.before());
        t.outcome().events().forEach(event -> event.accept(tables));
        if (!t.isRepeated()) {
            tables.remember(t.step(), t.outcome().time(), t.outcome().reply());
        }
        tables.takeAudit(t.step(), t.after());
        StateImage expected = tables.image(t.step().position(), t.outcome().time());
        if (!expected.equals(t.after())) {
            assertThat(t.after()).usingRecursiveComparison().isEqualTo(expected);
        }
    }
}
