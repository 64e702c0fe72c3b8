package io.usher.core.model;

/**
 * Names a place in the queue by the position of the command that asked for it.
 *
 * @param queued position of the asking command
 */
public record QueueEntryId(LogPosition queued) implements Comparable<QueueEntryId> {

    private static final String PREFIX = "q-";

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static QueueEntryId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("queue entry id must look like q-812-3, found '" + text + "'");
        }
        return new QueueEntryId(LogPosition.parse(text.substring(PREFIX.length())));
    }

    @Override
    public int compareTo(QueueEntryId other) {
        return queued.compareTo(other.queued);
    }

    @Override
    public String toString() {
        return PREFIX + queued;
    }
}
