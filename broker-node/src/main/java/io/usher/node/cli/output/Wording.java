package io.usher.node.cli.output;

import com.google.protobuf.Duration;
import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.usher.proto.v1.LimitFinding;
import io.usher.proto.v1.OverLimitPolicy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How values of the API read in tables. */
public final class Wording {
    private static final DateTimeFormatter UTC_SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UTC_TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final int STEP = 1024;

    private Wording() {}

    /** The last part of a resource name: {@code office} of {@code pools/office}; itself without a slash. */
    public static String id(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * A value of an enum of the API as options take it: {@code round-robin}; empty for "unspecified"; {@code unknown}
     * for a value that a newer broker sent.
     */
    public static <E extends Enum<E> & ProtocolMessageEnum> String word(E value) {
        if (value.name().equals("UNRECOGNIZED")) {
            return "unknown";
        }
        String name = value.getValueDescriptor().getName();
        String type = value.getDescriptorForType().getName();
        String prefix = type.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_";
        String word = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return word.equals("UNSPECIFIED") ? "" : word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value of an enum as tables show states: {@code ACTIVE}. */
    public static <E extends Enum<E> & ProtocolMessageEnum> String state(E value) {
        return word(value).toUpperCase(Locale.ROOT);
    }

    /** A moment in UTC to the second; empty when it is not set. */
    public static String time(Timestamp time) {
        return isUnset(time) ? "" : UTC_SECONDS.format(instant(time));
    }

    /** The time of the day of a moment in UTC to the second; empty when it is not set. */
    static String timeOfDay(Timestamp time) {
        return isUnset(time) ? "" : UTC_TIME_OF_DAY.format(instant(time));
    }

    /** Time from now until a moment: {@code in 29s}, or {@code over}. */
    public static String until(Timestamp time, Instant now) {
        java.time.Duration rest = java.time.Duration.between(now, instant(time));
        return rest.isNegative() || rest.isZero() ? "over" : "in " + span(rest);
    }

    /**
     * Time from a moment until now: {@code 4m12s}; empty when it is not set. Clocks that differ give no less than 0.
     */
    public static String age(Timestamp since, Instant now) {
        return isUnset(since) ? "" : span(java.time.Duration.between(instant(since), now));
    }

    /** A span in at most two units: {@code 350ms}, {@code 4m12s}, {@code 3d4h}; a negative one as {@code 0s}. */
    public static String span(java.time.Duration span) {
        long seconds = span.toSeconds();
        if (span.isNegative() || span.isZero()) {
            return "0s";
        }
        if (seconds == 0) {
            return span.toMillis() + "ms";
        }
        if (span.toDays() > 0) {
            return units(span.toDays(), "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return units(span.toHours(), "h", span.toMinutesPart(), "m");
        }
        return seconds >= 60 ? units(span.toMinutes(), "m", span.toSecondsPart(), "s") : seconds + "s";
    }

    /** A span of the API. */
    public static String span(Duration span) {
        return span(java.time.Duration.ofMillis(Durations.toMillis(span)));
    }

    /** Bytes in the largest unit that leaves at least 1: {@code 1.5 GiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < BYTE_UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS.get(unit));
    }

    /** Millionths as per cent: {@code 12.3%}. */
    public static String perCent(long millionths) {
        return String.format(Locale.ROOT, "%.1f%%", millionths / 10_000.0);
    }

    /** A limit that may be inherited: empty for one that is, {@code none} for 0. */
    static String limit(boolean isSet, int limit) {
        if (!isSet) {
            return "";
        }
        return limit == 0 ? "none" : Integer.toString(limit);
    }

    /** A time that may be inherited: empty for one that is, {@code never} for 0. */
    static String timeout(boolean isSet, Duration time) {
        if (!isSet) {
            return "";
        }
        return Durations.toMillis(time) == 0 ? "never" : span(time);
    }

    /** A limit on users: {@code 5 warn-user-and-refuse}; {@code none} for 0. */
    static String limit(int most, OverLimitPolicy policy) {
        return most == 0 ? "none" : most + " " + word(policy);
    }

    /** A limit on users that was reached: {@code user-in-site 3 of 3, warn-user-and-refuse}. */
    public static String limit(LimitFinding finding) {
        return word(finding.getKind()) + " " + finding.getFound() + " of " + finding.getLimit() + ", "
                + word(finding.getPolicy());
    }

    private static String units(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }

    private static boolean isUnset(Timestamp time) {
        return time.equals(Timestamp.getDefaultInstance());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochMilli(Timestamps.toMillis(time));
    }
}
