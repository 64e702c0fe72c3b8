package io.usher.node.replication;

import java.time.Duration;

/** Bounds checks whose messages say what was expected and what was found. */
final class Requirement {

    private Requirement() {}

    static void range(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", found " + value);
        }
    }

    static void range(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    what + " must be " + least.toMillis() + " ms to " + most.toMillis() + " ms, found " + value);
        }
    }
}
