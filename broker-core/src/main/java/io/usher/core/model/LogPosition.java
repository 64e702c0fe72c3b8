package io.usher.core.model;

/**
 * Where a command stands in the log. Every name, fence and ticket that the core makes up is such a position, so that
 * brokers agree on it without a generator.
 *
 * @param index index of the Raft log entry, also called the revision; 0 only for {@link #NONE}
 * @param ordinal place of the command within its entry, from 0
 */
public record LogPosition(long index, int ordinal) implements Comparable<LogPosition> {

    /** Most commands in one entry; ordinals of commands are below it, and made-up positions above. */
    public static final int MAX_COMMANDS = 4096;

    /** Before every command. */
    public static final LogPosition NONE = new LogPosition(0, 0);

    public LogPosition {
        if (index < 0 || ordinal < 0) {
            throw new IllegalArgumentException("log position must not be negative, found " + index + "-" + ordinal);
        }
    }

    /**
     * A further position for a command that has to name several things.
     *
     * @param n 1 to {@link #MAX_COMMANDS}; each gives another position, and none is the position of a command
     */
    public LogPosition derived(int n) {
        if (ordinal >= MAX_COMMANDS || n < 1 || n > MAX_COMMANDS) {
            throw new IllegalArgumentException("cannot derive position " + n + " from " + this);
        }
        return new LogPosition(index, ordinal + n * MAX_COMMANDS);
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static LogPosition parse(String text) {
        int dash = text.indexOf('-');
        try {
            if (dash > 0) {
                LogPosition position = new LogPosition(
                        Long.parseLong(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
                if (position.toString().equals(text)) {
                    return position;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("log position must look like 812-3, found '" + text + "'", e);
        }
        throw new IllegalArgumentException("log position must look like 812-3, found '" + text + "'");
    }

    @Override
    public int compareTo(LogPosition other) {
        int byIndex = Long.compare(index, other.index);
        return byIndex != 0 ? byIndex : Integer.compare(ordinal, other.ordinal);
    }

    @Override
    public String toString() {
        return index + "-" + ordinal;
    }
}
