package io.usher.node.replication;

import java.nio.file.Path;

/**
 * Where log and snapshots lie.
 *
 * @param directory for this broker's replication alone; has no default, so that nothing durable ever lands in a folder
 *     for temporary files
 * @param firstStart whether an empty directory may be filled. Says that this broker has never voted in its site: a
 *     broker that lost its directory must not come back under its old id, since it has forgotten what it promised
 * @param minimumFreeBytes free space below which the broker does not start, at least 16 MiB
 */
public record StorageSettings(Path directory, boolean firstStart, long minimumFreeBytes) {

    /** Room for one full segment, one snapshot in the making and some air. */
    public static final long DEFAULT_MINIMUM_FREE_BYTES = 256L << 20;

    public StorageSettings {
        Requirement.range("minimum free bytes", minimumFreeBytes, 16L << 20, 1L << 50);
    }
}
