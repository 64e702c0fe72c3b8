package io.usher.core.history;

/** Something that holds after every step of every history. May remember; one instance belongs to one history. */
interface Invariant {

    /**
     * Looks at one step.
     *
     * @throws AssertionError when it does not hold
     */
    void check(Transition transition);

    default String name() {
        return getClass().getSimpleName();
    }
}
