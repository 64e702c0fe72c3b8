package io.usher.core.model;

import java.time.Duration;

/**
 * Time as the log tells it: stamped by the primary, never moving backwards, equal on every broker. Not to be compared
 * with the clock of any machine.
 *
 * @param epochMillis milliseconds since 1970-01-01T00:00Z
 */
public record LogTime(long epochMillis) implements Comparable<LogTime> {

    /** Before every command. */
    public static final LogTime ZERO = new LogTime(0);

    public LogTime {
        if (epochMillis < 0) {
            throw new IllegalArgumentException("log time must not be negative, found " + epochMillis);
        }
    }

    /**
     * A later time, at most the last one there is: a clock that is out by ages must not stop the brokers. With a
     * negative duration an earlier time, at least the first one there is.
     */
    public LogTime plus(Duration duration) {
        long millis = duration.toMillis();
        return new LogTime(millis > Long.MAX_VALUE - epochMillis ? Long.MAX_VALUE : Math.max(0, epochMillis + millis));
    }

    public boolean isAfter(LogTime other) {
        return epochMillis > other.epochMillis;
    }

    public LogTime max(LogTime other) {
        return isAfter(other) ? this : other;
    }

    @Override
    public int compareTo(LogTime other) {
        return Long.compare(epochMillis, other.epochMillis);
    }
}
