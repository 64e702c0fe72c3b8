package io.usher.node.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a moment with an offset, or without one for a time zone that is named beside it, or the next time of day. */
final class StartConverter implements ITypeConverter<StartConverter.Start> {
    private static final List<Function<String, Start>> FORMS =
            List.of(StartConverter::moment, StartConverter::local, StartConverter::timeOfDay);

    /** When something begins. */
    @FunctionalInterface
    interface Start {
        /** The moment, for somebody in that time zone, at that time. */
        Instant in(ZoneId zone, Instant now);
    }

    @Override
    public Start convert(String value) {
        return FORMS.stream()
                .flatMap(form -> read(form, value).stream())
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected a time such as 2026-11-24T22:00:00Z,"
                        + " 2026-11-24T22:00:00+01:00, or 2026-11-24T22:00 or 22:00 in --time-zone, found '" + value
                        + "'"));
    }

    private static Optional<Start> read(Function<String, Start> form, String value) {
        try {
            return Optional.of(form.apply(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Start moment(String value) {
        Instant moment = OffsetDateTime.parse(value).toInstant();
        return (zone, now) -> moment;
    }

    private static Start local(String value) {
        LocalDateTime local = LocalDateTime.parse(value);
        return (zone, now) -> local.atZone(zone).toInstant();
    }

    private static Start timeOfDay(String value) {
        LocalTime time = LocalTime.parse(value);
        return (zone, now) -> {
            ZonedDateTime today = now.atZone(zone).with(time);
            return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
        };
    }
}
