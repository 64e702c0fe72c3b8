package io.usher.core.model;

/**
 * Names a site. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record SiteId(String value) implements Comparable<SiteId> {

    public SiteId {
        Identifier.require("site id", value);
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
