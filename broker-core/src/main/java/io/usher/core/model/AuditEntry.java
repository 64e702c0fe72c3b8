package io.usher.core.model;

import java.util.List;
import java.util.Optional;

/**
 * A change, as it is kept for those who ask who did it.
 *
 * @param position of the command
 * @param time log time of the command
 * @param origin who asked for it; empty for what the brokers do by themselves
 * @param command what was asked for
 * @param changes what came of it; the first ones of many
 * @param hasMore whether it changed more than is told
 * @param former what the object was before, so that the change can be taken back; empty where that needs nothing, is
 *     not possible, or takes more than is kept
 * @param hash SHA-256 over the hash of the entry before and everything above, in hexadecimal: nothing can be changed or
 *     taken out without a trace
 */
public record AuditEntry(
        LogPosition position,
        LogTime time,
        Optional<Origin> origin,
        String command,
        List<AuditChange> changes,
        boolean hasMore,
        Optional<Former> former,
        String hash) {

    public AuditEntry {
        changes = List.copyOf(changes);
    }

    /** The entry without its hash, as it goes into the hash. */
    public AuditEntry withHash(String other) {
        return new AuditEntry(position, time, origin, command, changes, hasMore, former, other);
    }
}
