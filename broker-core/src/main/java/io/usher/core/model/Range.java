package io.usher.core.model;

import java.time.Duration;

/** Bounds checks whose messages say what was expected and what was found. */
final class Range {

    private Range() {}

    static void require(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", found " + value);
        }
    }

    static void require(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    what + " must be " + least.toMillis() + " ms to " + most.toMillis() + " ms, found " + value);
        }
    }
}
