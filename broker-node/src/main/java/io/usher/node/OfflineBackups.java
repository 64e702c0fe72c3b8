package io.usher.node;

import io.usher.core.Rerun;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.node.config.ServerConfig;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.codec.FormatException;
import io.usher.node.replication.codec.SnapshotReader;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be done with a backup while no broker runs. */
public final class OfflineBackups {

    private static final int BUFFER_BYTES = 256 << 10;

    private OfflineBackups() {}

    /**
     * Reads a backup from beginning to end and checks all of it.
     *
     * @throws IOException when it cannot be read or is damaged; says which
     */
    public static SiteBackup inspect(Path file) throws IOException {
        SnapshotReader.Content content = read(file);
        return SiteBackup.of(content.site(), content.image(), Files.size(file));
    }

    /**
     * Fills the empty storage directory of a broker with a backup, so that it starts as a broker of a new site.
     *
     * @param attempt which restoration of this backup it is, from 1
     * @return what the new site begins with
     * @throws IOException when the backup or the directory cannot be used; says what to do
     */
    public static SiteBackup restore(Path file, int attempt, ServerConfig config) throws IOException {
        StateImage image = read(file).image();
        SiteOrigin origin = new SiteOrigin(Rerun.digestOf(image), attempt);
        SiteId site = new SiteId(config.siteId());
        StateImage begin =
                image.asNewSite(site, origin.beginning(image.applied().index()));
        ReplicationSettings settings = ServerSettings.of(config).replication();
        StorageDirectory.restore(settings.group(), settings.storage(), origin, begin);
        return SiteBackup.of(site, begin, Files.size(file));
    }

    private static SnapshotReader.Content read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            return SnapshotReader.readOfAnySite(in);
        } catch (FormatException e) {
            throw new IOException(file + " is not a sound backup: " + e.getMessage(), e);
        }
    }
}
