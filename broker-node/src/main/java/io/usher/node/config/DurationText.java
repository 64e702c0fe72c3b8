package io.usher.node.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h}, {@code 1d}. */
public final class DurationText {
    private static final String EXPECTED = "a duration with a unit, such as 500ms, 5s, 1m30s, 2h or 1d";
    private static final Pattern WHOLE =
            Pattern.compile("(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?");

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says what was expected
     */
    public static Duration parse(String text) {
        Matcher matcher = WHOLE.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        return Duration.ofDays(number(matcher.group(1), 1))
                .plusHours(number(matcher.group(2), 1))
                .plusMinutes(number(matcher.group(3), 1))
                .plusSeconds(number(matcher.group(4), 1))
                .plusMillis(number(matcher.group(5), 2));
    }

    /** Writes a duration so that {@link #parse} reads the same, to the millisecond. */
    public static String format(Duration duration) {
        if (duration.toMillis() == 0) {
            return "0s";
        }
        return unit(duration.toDays(), "d")
                + unit(duration.toHoursPart(), "h")
                + unit(duration.toMinutesPart(), "m")
                + unit(duration.toSecondsPart(), "s")
                + unit(duration.toMillisPart(), "ms");
    }

    private static String unit(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }

    private static long number(@org.jspecify.annotations.Nullable String group, int unitLength) {
        return group == null ? 0 : Long.parseLong(group.substring(0, group.length() - unitLength));
    }
}
