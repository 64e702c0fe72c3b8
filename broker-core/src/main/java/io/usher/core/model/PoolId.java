package io.usher.core.model;

/**
 * Names a pool. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record PoolId(String value) implements Comparable<PoolId> {

    public PoolId {
        Identifier.require("pool id", value);
    }

    @Override
    public int compareTo(PoolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
