package io.usher.core.model;

/**
 * Names a folder. Chosen by people, never reused for something else while the object exists.
 *
 * @param value 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 */
public record FolderId(String value) implements Comparable<FolderId> {

    public FolderId {
        Identifier.require("folder id", value);
    }

    @Override
    public int compareTo(FolderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
