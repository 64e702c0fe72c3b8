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
     * @throws IllegalArgumentException when the expression or the zone is none
     */
    public static Recurrence parse(String expression, String zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        Cron cron = parser.parse(expression).validate();
        return new Recurrence(ExecutionTime.forCron(cron), zone(zone));
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
