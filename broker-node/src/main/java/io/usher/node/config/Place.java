package io.usher.node.config;

/**
 * Where a value was given.
 *
 * @param source the kind of place
 * @param text the place as users know it: {@code usher.yaml:12}, {@code USHER_API_LISTEN} or {@code --api-listen}
 */
public record Place(Source source, String text) {

    /** The kinds of places; a later one wins over an earlier one. */
    public enum Source {
        /** Nobody gave it. */
        DEFAULT,
        /** The configuration file. */
        FILE,
        /** An environment variable. */
        ENVIRONMENT,
        /** The command line. */
        FLAG
    }

    static final Place NOWHERE = new Place(Source.DEFAULT, "default");
}
