package io.usher.node.cli.output;

import io.usher.proto.v1.Backup;
import java.util.List;

/** Backups in a table. */
public final class BackupView {
    private static final View<Backup> VIEW = new View<>(
            Backup::getDigest,
            List.of(
                    Column.of("SITE", Backup::getSiteId),
                    Column.of("REVISION", backup -> Long.toString(backup.getRevision())),
                    Column.of("TIME", backup -> Wording.time(backup.getTime())),
                    Column.of("POOLS", backup -> Integer.toString(backup.getPools())),
                    Column.of("HOSTS", backup -> Integer.toString(backup.getHosts())),
                    Column.of("RESOURCES", backup -> Integer.toString(backup.getResources())),
                    Column.of("SESSIONS", backup -> Integer.toString(backup.getSessions())),
                    Column.of("SIZE", backup -> Wording.bytes(backup.getBytes())),
                    Column.of("DIGEST", Backup::getDigest)));

    private BackupView() {}

    public static View<Backup> view() {
        return VIEW;
    }
}
