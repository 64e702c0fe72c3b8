package io.usher.node.config;

/** The id of a site, as clients name it. */
public final class SiteName {

    private SiteName() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it can be no site's; says what was expected
     */
    public static String parse(String text) {
        try {
            return Types.identifier(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected the id of a site, 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'", e);
        }
    }
}
