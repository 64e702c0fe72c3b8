package io.usher.core.model;

/**
 * Names a published resource. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record ResourceId(String value) implements Comparable<ResourceId> {

    public ResourceId {
        Identifier.require("resource id", value);
    }

    @Override
    public int compareTo(ResourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
