package io.usher.core.model;

/**
 * Names a broker node of the site. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record BrokerId(String value) implements Comparable<BrokerId> {

    public BrokerId {
        Identifier.require("broker id", value);
    }

    @Override
    public int compareTo(BrokerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
