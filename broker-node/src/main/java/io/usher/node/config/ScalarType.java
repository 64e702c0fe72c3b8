package io.usher.node.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * A type whose values are single texts.
 *
 * @param label for help texts
 * @param expected what a complaint says was expected
 * @param parser throws IllegalArgumentException if it cannot read a text
 * @param writer the inverse of the parser
 */
record ScalarType<T>(String label, String expected, Function<String, T> parser, Function<T, String> writer)
        implements OptionType<T> {

    @Override
    public Optional<T> read(String key, Raw raw, Complaints complaints) {
        if (raw instanceof Raw.Scalar scalar && !scalar.text().isEmpty()) {
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                // The complaint below says what was expected.
                complaints.add(raw.place(), key, expected, shown(scalar));
                return Optional.empty();
            }
        }
        complaints.add(raw.place(), key, expected, raw.found());
        return Optional.empty();
    }

    /** A secret that was pasted where the path of its file belongs must not end in a log. */
    private static String shown(Raw.Scalar scalar) {
        return scalar.text().contains("PRIVATE KEY") || scalar.text().contains("\n")
                ? "something that is not shown, since it may be secret"
                : scalar.found();
    }

    @Override
    public String write(T value) {
        return writer.apply(value);
    }
}
