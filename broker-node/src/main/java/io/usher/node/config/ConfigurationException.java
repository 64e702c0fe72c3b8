package io.usher.node.config;

import java.util.List;

/** A configuration with mistakes; carries all of them. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> complaints;

    ConfigurationException(List<String> complaints) {
        super(String.join(System.lineSeparator(), complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** Every mistake: its place, the option, what was expected and what was found. Never empty. */
    public List<String> complaints() {
        return complaints;
    }
}
