package io.usher.node.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One option: the only declaration of it, from which parser, flags, environment, sample and printout follow.
 *
 * @param key its place in the file, with dots
 * @param type what it takes
 * @param usual its value when nobody gives one; empty for none
 * @param need whether somebody has to give it
 * @param example what the sample shows where there is no usual value
 * @param purpose what it does and why its usual value is what it is, for people
 */
public record Option<T>(
        String key, OptionType<T> type, Optional<T> usual, Need need, String example, List<String> purpose) {

    /** Whether somebody has to give an option. */
    public enum Need {
        /** The configuration is refused without it. */
        REQUIRED,
        /** It may be left out. */
        OPTIONAL
    }

    public Option {
        purpose = List.copyOf(purpose);
    }

    /** An option with a usual value. */
    static <T> Option<T> usually(String key, OptionType<T> type, T usual, String... purpose) {
        return new Option<>(key, type, Optional.of(usual), Need.OPTIONAL, type.write(usual), List.of(purpose));
    }

    /** An option that somebody has to give. */
    static <T> Option<T> required(String key, OptionType<T> type, String example, String... purpose) {
        return new Option<>(key, type, Optional.empty(), Need.REQUIRED, example, List.of(purpose));
    }

    /** An option that may be left out and then has no value. */
    static <T> Option<T> optional(String key, OptionType<T> type, String example, String... purpose) {
        return new Option<>(key, type, Optional.empty(), Need.OPTIONAL, example, List.of(purpose));
    }

    /** Its environment variable. */
    public String variable() {
        return "USHER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Its flag on the command line. */
    public String flag() {
        return "--" + key.replace('.', '-');
    }

    /** A short word for what it takes, upper case. */
    public String label() {
        return type.label();
    }

    /** Its usual value as text; empty for none. */
    public Optional<String> usualText() {
        return usual.map(type::write);
    }
}
