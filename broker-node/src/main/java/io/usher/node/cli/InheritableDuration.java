package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.config.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;

/**
 * A time that an option gives: a duration, {@code never}, or {@code inherit} for what the pool or the site says.
 *
 * @param value empty for what is inherited; zero for never
 */
record InheritableDuration(Optional<Duration> value) {

    private static final String INHERIT = "inherit";
    private static final String NEVER = "never";

    /** Reads the option. */
    static final class Converter implements ITypeConverter<InheritableDuration> {
        @Override
        public InheritableDuration convert(String text) {
            if (text.equalsIgnoreCase(INHERIT)) {
                return new InheritableDuration(Optional.empty());
            }
            return new InheritableDuration(Optional.of(
                    text.equalsIgnoreCase(NEVER) ? Duration.ZERO : Conversion.of(text, DurationText::parse)));
        }
    }

    /** Sets a field unless it is inherited. */
    void give(Consumer<com.google.protobuf.Duration> setter) {
        value.map(Duration::toMillis).map(Durations::fromMillis).ifPresent(setter);
    }
}
