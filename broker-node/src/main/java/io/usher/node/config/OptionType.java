package io.usher.node.config;

import java.util.Optional;

/** How a written value becomes the value of an option. */
interface OptionType<T> {

    /** Reads a value; complains and returns nothing if it cannot. */
    Optional<T> read(String key, Raw raw, Complaints complaints);

    /** Writes a value as a YAML value that {@link #read} reads again. */
    String write(T value);

    /** A short word for help texts, upper case. */
    String label();
}
