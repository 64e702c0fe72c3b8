package io.usher.core.transcript;

import io.usher.core.model.LogTime;
import java.math.BigDecimal;
import java.time.Duration;

/** Times and durations in seconds, exactly: {@code 5s}, {@code 0.25s}. */
final class TimeText {

    private TimeText() {}

    static String of(LogTime time) {
        return seconds(BigDecimal.valueOf(time.epochMillis(), 3));
    }

    static String of(Duration duration) {
        return seconds(BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9)));
    }

    static Duration duration(String text) {
        if (!text.endsWith("s")) {
            throw new IllegalArgumentException("a duration must look like 5s or 0.25s, found '" + text + "'");
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
        return Duration.ofSeconds(seconds.longValue(), nanos.longValueExact());
    }

    private static String seconds(BigDecimal seconds) {
        BigDecimal shortest = seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
        return shortest.toPlainString() + "s";
    }
}
