package io.usher.node.cli;

import io.usher.node.cli.output.RuleText;
import io.usher.proto.v1.FilterRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A filtering rule as one text, see {@link RuleText}. */
final class RuleConverter implements ITypeConverter<FilterRule> {

    @Override
    public FilterRule convert(String value) {
        try {
            return RuleText.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
