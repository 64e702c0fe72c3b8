package io.usher.node.cli;

import io.usher.node.cli.CompletionCommand.Shell;
import io.usher.node.cli.ConfigCommand.Kind;
import io.usher.node.cli.output.OutputFormat;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers and our own enums, so that a wrong value is answered in the words of the help. */
final class PlainConverters {
    private PlainConverters() {}

    static void addTo(CommandLine commandLine) {
        // One reference: a JDK 17 that makes a class archive breaks down over two that are equal.
        ITypeConverter<Integer> wholeNumber = PlainConverters::wholeNumber;
        ITypeConverter<Long> longNumber = PlainConverters::longNumber;
        commandLine
                .registerConverter(OutputFormat.class, words(OutputFormat.class))
                .registerConverter(Kind.class, words(Kind.class))
                .registerConverter(PkiCommand.Kind.class, words(PkiCommand.Kind.class))
                .registerConverter(Shell.class, words(Shell.class))
                .registerConverter(int.class, wholeNumber)
                .registerConverter(Integer.class, wholeNumber)
                .registerConverter(long.class, longNumber)
                .registerConverter(Long.class, longNumber);
    }

    private static <E extends Enum<E>> ITypeConverter<E> words(Class<E> type) {
        return value -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Enum::toString)
                                .collect(Collectors.joining(", "))
                        + ", found '" + value + "'"));
    }

    private static Long longNumber(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected a whole number, found '" + value + "'");
        }
    }

    private static Integer wholeNumber(String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "expected a whole number of at most " + Integer.MAX_VALUE + ", found '" + value + "'");
        }
    }
}
