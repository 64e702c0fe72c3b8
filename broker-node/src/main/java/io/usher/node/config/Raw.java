package io.usher.node.config;

import java.util.List;
import java.util.Map;

/** A value as it was written, with the place of each of its parts. */
sealed interface Raw {

    /** Letters of a value that a complaint repeats. */
    int MOST_SHOWN = 60;

    Place place();

    /** A single text. */
    record Scalar(Place place, String text) implements Raw {}

    /** A list. */
    record Items(Place place, List<Raw> items) implements Raw {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Keys with values; the keys in the order in which they were written. */
    record Entries(Place place, Map<String, Raw> entries) implements Raw {}

    /** What it is, for complaints. */
    default String found() {
        if (this instanceof Scalar scalar) {
            String text = scalar.text();
            if (text.isEmpty()) {
                return "nothing";
            }
            // A file that is no configuration is one long text, and may be anything.
            return text.length() <= MOST_SHOWN ? "'" + text + "'" : "'" + text.substring(0, MOST_SHOWN) + "…'";
        }
        return this instanceof Items ? "a list" : "keys with values";
    }
}
