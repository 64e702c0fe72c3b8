package io.usher.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A broker logs more, or less, than its configuration says, for a time.
 *
 * @param category what it is about: the name of a package or class, at most {@link #MAX_CATEGORY} characters; empty for
 *     everything
 * @param lasting how long, 1 s to 7 days
 * @param until when it is over; empty where it is yet to begin
 */
public record RaisedLog(LogLevel level, String category, Duration lasting, Optional<LogTime> until) {

    /** Releases below do not know it. */
    public static final FeatureLevel NEEDED = new FeatureLevel(2);

    private static final int MAX_CATEGORY = 128;

    public RaisedLog {
        Identifier.requireText("category", category, MAX_CATEGORY);
        Range.require("time of a log level", lasting, Duration.ofSeconds(1), Duration.ofDays(7));
    }

    /** The same, begun now unless it was begun before. */
    RaisedLog begun(LogTime now) {
        return until.isPresent() ? this : new RaisedLog(level, category, lasting, Optional.of(now.plus(lasting)));
    }

    /** Whether it is over. */
    public boolean isOver(LogTime now) {
        return until.filter(end -> !end.isAfter(now)).isPresent();
    }
}
