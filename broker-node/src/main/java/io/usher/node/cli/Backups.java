package io.usher.node.cli;

import com.google.protobuf.util.Timestamps;
import io.usher.node.OfflineBackups;
import io.usher.node.SiteBackup;
import io.usher.node.config.ServerConfig;
import io.usher.proto.v1.Backup;
import java.io.IOException;
import java.nio.file.Path;

/** What can be done with a backup without a broker. The seam between the command line and the node. */
interface Backups {

    /**
     * Reads a backup from beginning to end and checks all of it.
     *
     * @throws IOException when it cannot be read or is damaged; says which
     */
    Backup inspect(Path file) throws IOException;

    /**
     * Fills the empty storage directory of a broker with a backup, so that it starts as a broker of a new site.
     *
     * @param attempt which restoration of this backup it is, from 1
     * @return what the new site begins with
     * @throws IOException when the backup or the directory cannot be used; says what to do
     */
    Backup restore(Path file, int attempt, ServerConfig config) throws IOException;

    static Backups ofThisBuild() {
        return new Backups() {
            @Override
            public Backup inspect(Path file) throws IOException {
                return message(OfflineBackups.inspect(file));
            }

            @Override
            public Backup restore(Path file, int attempt, ServerConfig config) throws IOException {
                return message(OfflineBackups.restore(file, attempt, config));
            }
        };
    }

    private static Backup message(SiteBackup backup) {
        return Backup.newBuilder()
                .setSiteId(backup.site())
                .setRevision(backup.revision())
                .setTime(Timestamps.fromMillis(backup.time().toEpochMilli()))
                .setPools(backup.pools())
                .setHosts(backup.hosts())
                .setResources(backup.resources())
                .setSessions(backup.sessions())
                .setBytes(backup.bytes())
                .setDigest(backup.digest())
                .build();
    }
}
