package io.usher.core.model;

/**
 * Names a host. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record HostId(String value) implements Comparable<HostId> {

    public HostId {
        Identifier.require("host id", value);
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
