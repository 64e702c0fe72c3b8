package io.usher.core.model;

/**
 * Names an action. The command that asked for it made it up, so a host that hears of it twice knows it.
 *
 * @param requested position of the command, or one derived from it
 */
public record ActionId(LogPosition requested) implements Comparable<ActionId> {

    private static final String PREFIX = "a-";

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static ActionId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("action id must look like a-812-3, found '" + text + "'");
        }
        return new ActionId(LogPosition.parse(text.substring(PREFIX.length())));
    }

    /** Whether the command at this position asked for it. */
    public boolean isOf(LogPosition command) {
        return requested.index() == command.index()
                && requested.ordinal() % LogPosition.MAX_COMMANDS == command.ordinal();
    }

    @Override
    public int compareTo(ActionId other) {
        return requested.compareTo(other.requested);
    }

    @Override
    public String toString() {
        return PREFIX + requested;
    }
}
