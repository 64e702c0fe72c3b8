package io.usher.node.replication;

import java.time.Duration;

/**
 * When a snapshot is taken: whatever comes first, and never when nothing happened since the last one.
 *
 * @param entries log entries since the last snapshot, 1 to 100 million
 * @param bytes bytes of log since the last snapshot, at least 1 MiB
 * @param age time since the last snapshot, 1 s to 7 days
 * @param retained snapshots kept, 2 to 100; the log is kept from the second newest on
 */
public record SnapshotSettings(long entries, long bytes, Duration age, int retained) {

    /** Bounds the log by its bytes, the time of a restart by its entries, and a quiet site by the day. */
    public static final SnapshotSettings DEFAULTS = new SnapshotSettings(200_000, 256L << 20, Duration.ofHours(1), 3);

    public SnapshotSettings {
        Requirement.range("entries between snapshots", entries, 1, 100_000_000);
        Requirement.range("bytes between snapshots", bytes, 1 << 20, 1L << 40);
        Requirement.range("age of a snapshot", age, Duration.ofSeconds(1), Duration.ofDays(7));
        Requirement.range("retained snapshots", retained, 2, 100);
    }
}
