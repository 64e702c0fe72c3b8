package io.usher.node.cli.output;

import java.util.Locale;

/** What an answer is printed as. */
public enum OutputFormat {
    /** Columns for people; may change. */
    TABLE,
    /** A table with every column. */
    WIDE,
    /** The API's message as JSON; stable. */
    JSON,
    /** The same as YAML. */
    YAML,
    /** Resource names, one a line. */
    NAME;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
