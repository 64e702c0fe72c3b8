package io.usher.core.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Bounds checks whose messages say what was expected and what was found. */
final class Range {

    private Range() {}

    static void require(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", found " + value);
        }
    }

    /**
     * Also requires whole milliseconds: the log keeps no more, and what it cuts off must not push a value out of
     * bounds.
     */
    static void require(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    what + " must be " + seconds(least) + " to " + seconds(most) + ", found " + seconds(value));
        }
        if (!value.truncatedTo(ChronoUnit.MILLIS).equals(value)) {
            throw new IllegalArgumentException(what + " must be whole milliseconds, found " + value);
        }
    }

    /** With as many decimals as are needed, of which people write down none or three. */
    private static String seconds(Duration value) {
        return BigDecimal.valueOf(value.getSeconds())
                        .add(BigDecimal.valueOf(value.getNano(), 9))
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }
}
