package io.usher.core.model;

/**
 * The user a session belongs to. Two names are the same user only when they are equal to the letter: folding case
 * depends on the Unicode tables of the JDK at hand, so it is done before a command enters the log.
 *
 * @param value 1 to 256 characters without control characters
 */
public record UserName(String value) implements Comparable<UserName> {

    /** Longest user name in characters; the longest user principal name of common directories. */
    public static final int MAX_LENGTH = 256;

    public UserName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("user name must not be empty");
        }
        Identifier.requireText("user name", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
