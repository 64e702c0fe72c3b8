package io.usher.core.model;

/**
 * Something about a host by which it can be asked for: {@code zone=east}, {@code gpu=yes}.
 *
 * @param key 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 * @param value as the key
 */
public record Label(String key, String value) implements Comparable<Label> {

    /** The key of the label that tells where a host is. */
    public static final String ZONE = "zone";
    /** Most labels of one host. */
    public static final int MAX_LABELS = 16;

    public Label {
        Identifier.require("key of a label", key);
        Identifier.require("value of a label", value);
    }

    @Override
    public int compareTo(Label other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
