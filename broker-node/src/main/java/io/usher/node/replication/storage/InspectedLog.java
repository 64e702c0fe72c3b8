package io.usher.node.replication.storage;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the log of a stopped broker holds, all of it sound and without a gap.
 *
 * @param first index of its first entry; empty when it has none
 * @param last index of its last entry, -1 when it has none
 * @param lastTerm of that entry
 * @param others entries without a command, with what they are
 */
record InspectedLog(OptionalLong first, long last, long lastTerm, SortedMap<Long, LogSegmentScan.Kind> others) {

    static final InspectedLog EMPTY = new InspectedLog(OptionalLong.empty(), -1, 0, new TreeMap<>());

    /** Joins segments that follow each other. */
    static InspectedLog of(List<LogSegmentScan> segments) {
        List<LogSegmentScan> filled =
                segments.stream().filter(LogSegmentScan::hasEntries).toList();
        if (filled.isEmpty()) {
            return EMPTY;
        }
        SortedMap<Long, LogSegmentScan.Kind> others = new TreeMap<>();
        filled.forEach(segment -> others.putAll(segment.others()));
        LogSegmentScan newest = filled.get(filled.size() - 1);
        return new InspectedLog(OptionalLong.of(filled.get(0).start()), newest.lastIndex(), newest.lastTerm(), others);
    }

    /** Whether the entry is there and a change of the group. */
    boolean isConfiguration(long index) {
        return others.get(index) == LogSegmentScan.Kind.CONFIGURATION;
    }

    /**
     * Refuses a snapshot that this log does not go on from.
     *
     * @param index of the last entry that the snapshot reflects, -1 without a snapshot
     * @param command index of the last entry whose commands are in its state, -1 without any
     * @param durable index up to which the log was on disk for certain
     */
    void requireGoesOnFrom(long index, long command, long durable) throws StorageRefusedException {
        if (first.isPresent() && first.getAsLong() > index + 1) {
            throw refused("entries " + (index + 1) + " to " + (first.getAsLong() - 1)
                    + " are gone: the newest readable snapshot ends before, the log begins behind them");
        }
        if (Math.max(last, index) < durable) {
            throw refused("the newest snapshot that can be read ends at " + index + " and the log at " + last
                    + ", but it was on disk up to " + durable);
        }
        if (command > index || hasCommand(command, index)) {
            throw refused("the snapshot of entry " + index + " holds the state after entry " + command
                    + ", so it is another one under this name");
        }
    }

    private static StorageRefusedException refused(String what) {
        return new StorageRefusedException(what + ". " + LogInspector.REMEDY);
    }

    /** Whether there is an entry with a command behind one index, up to another. */
    private boolean hasCommand(long after, long upTo) {
        long end = Math.min(upTo, last);
        for (long index = Math.max(after + 1, first.orElse(Long.MAX_VALUE)); index <= end; index++) {
            if (!others.containsKey(index)) {
                return true;
            }
        }
        return false;
    }
}
