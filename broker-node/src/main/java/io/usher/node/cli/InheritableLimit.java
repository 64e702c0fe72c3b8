package io.usher.node.cli;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A limit that an option gives: a number, or the word {@code inherit} for what the pool or the site says.
 *
 * @param value empty for what is inherited
 */
record InheritableLimit(OptionalInt value) {

    private static final String INHERIT = "inherit";

    /** Reads the option. */
    static final class Converter implements ITypeConverter<InheritableLimit> {
        @Override
        public InheritableLimit convert(String text) {
            if (text.equalsIgnoreCase(INHERIT)) {
                return new InheritableLimit(OptionalInt.empty());
            }
            try {
                return new InheritableLimit(OptionalInt.of(Integer.parseInt(text)));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a number or 'inherit', found '" + text + "'");
            }
        }
    }
}
