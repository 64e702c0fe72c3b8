package io.usher.core.model;

/**
 * Hosts that are interchangeable, and the policy for them.
 *
 * @param description free text for people, at most 512 characters
 * @param changed position of the latest change; serves as the etag
 */
public record Pool(PoolId id, String description, PoolSettings settings, LogPosition changed) implements Former {

    /** Longest description of any object in characters. */
    public static final int MAX_DESCRIPTION = 512;

    public Pool {
        requireDescription(description);
    }

    /** Throws {@link IllegalArgumentException} when the description is too long. */
    public static void requireDescription(String description) {
        Identifier.requireText("description", description, MAX_DESCRIPTION);
    }
}
