package io.usher.core.model;

/**
 * A group of users in somebody's directory. Compared to the letter, as {@link UserName} is and for the same reason:
 * case is folded before a command enters the log.
 *
 * @param value 1 to 256 characters without control characters
 */
public record GroupName(String value) implements Comparable<GroupName> {

    /** Longest name in characters. */
    public static final int MAX_LENGTH = 256;

    public GroupName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("group name must not be empty");
        }
        Identifier.requireText("group name", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
