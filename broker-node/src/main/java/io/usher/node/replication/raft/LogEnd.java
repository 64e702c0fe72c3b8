package io.usher.node.replication.raft;

import java.util.Comparator;

/**
 * How long the log of a voter is. Nobody votes for somebody whose log is shorter than one's own (Raft, 5.4.1).
 *
 * @param term of the last entry
 * @param index of the last entry
 */
record LogEnd(long term, long index) implements Comparable<LogEnd> {

    /** No entry at all. Each broker of a site has one. */
    static final LogEnd NONE = new LogEnd(0, 0);

    private static final Comparator<LogEnd> ORDER =
            Comparator.comparingLong(LogEnd::term).thenComparingLong(LogEnd::index);

    @Override
    public int compareTo(LogEnd other) {
        return ORDER.compare(this, other);
    }
}
