package io.usher.core.model;

/**
 * Names a session by the position of the command that created it.
 *
 * @param created position of the creating command
 */
public record SessionId(LogPosition created) implements Comparable<SessionId> {

    private static final String PREFIX = "s-";

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static SessionId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("session id must look like s-812-3, found '" + text + "'");
        }
        return new SessionId(LogPosition.parse(text.substring(PREFIX.length())));
    }

    @Override
    public int compareTo(SessionId other) {
        return created.compareTo(other.created);
    }

    @Override
    public String toString() {
        return PREFIX + created;
    }
}
