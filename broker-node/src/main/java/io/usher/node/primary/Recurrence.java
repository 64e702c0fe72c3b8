package io.usher.node.primary;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.usher.core.model.LogTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a schedule recurs: a cron expression of five fields in a time zone. Immutable and thread-safe. */
public final class Recurrence {

    private final ExecutionTime times;
    private final ZoneId zone;

    private Recurrence(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /**
     * Reads a recurrence.
     *
     * @param zone IANA name of a time zone; UTC when empty
     * @throws IllegalArgumentException when the expression or the zone is none; says what was expected
     */
    public static Recurrence parse(String expression, String zone) {
        return new Recurrence(ExecutionTime.forCron(cron(expression)), zone(zone));
    }

    /** The parser says what its grammar missed, and not what people have to write. */
    private static Cron cron(String expression) {
        try {
            return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(expression)
                    .validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected minute, hour, day of the month, month and day of the week, such as '30 22 * * 1-5',"
                            + " found '" + expression + "'",
                    e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.isEmpty() ? "UTC" : name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected the IANA name of a time zone, found '" + name + "'", e);
        }
    }

    /** The next start after a time; empty when there is none. */
    public Optional<LogTime> next(LogTime after) {
        ZonedDateTime from = Instant.ofEpochMilli(after.epochMillis()).atZone(zone);
        return times.nextExecution(from)
                .map(next -> new LogTime(next.toInstant().toEpochMilli()));
    }
}
