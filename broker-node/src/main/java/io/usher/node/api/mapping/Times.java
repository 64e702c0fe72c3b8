package io.usher.node.api.mapping;

import com.google.protobuf.Timestamp;
import io.usher.core.model.LogTime;
import java.time.Duration;

/** Times and spans of the API. */
public final class Times {

    private static final long MAX_SECONDS = 315_576_000_000L;

    private Times() {}

    public static Timestamp of(LogTime time) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(time.epochMillis(), 1000L))
                .setNanos((int) Math.floorMod(time.epochMillis(), 1000L) * 1_000_000)
                .build();
    }

    /** Reads a time; throws {@link IllegalArgumentException} for one before 1970. */
    public static LogTime time(Timestamp time) {
        return new LogTime(Math.addExact(Math.multiplyExact(time.getSeconds(), 1000L), time.getNanos() / 1_000_000));
    }

    public static com.google.protobuf.Duration of(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    /** Reads a span; throws {@link IllegalArgumentException} for one outside the bounds of protobuf. */
    public static Duration duration(com.google.protobuf.Duration duration) {
        long seconds = duration.getSeconds();
        int nanos = duration.getNanos();
        boolean signsDiffer = (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0);
        if (Math.abs(seconds) > MAX_SECONDS || Math.abs((long) nanos) > 999_999_999L || signsDiffer) {
            throw new IllegalArgumentException(
                    "must be a valid duration, found " + seconds + " seconds and " + nanos + " nanoseconds");
        }
        return Duration.ofSeconds(seconds, nanos);
    }
}
