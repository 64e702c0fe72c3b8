package io.usher.node.cli;

import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** Lets picocli report what a parser of ours expected. */
final class Conversion {
    private Conversion() {}

    static <T> T of(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage() + ", found '" + text + "'");
        }
    }
}
