package io.usher.node.replication.raft;

import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.node.replication.codec.FormatException;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.SnapshotFiles;
import io.usher.node.replication.storage.SnapshotFiles.SnapshotFile;
import io.usher.node.replication.storage.StorageRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots as Ratis sees them. Ratis is told of a snapshot only when it is durable, and may purge the log only up
 * to the one before it, so that a snapshot that turns out damaged is no loss. Thread-safe.
 */
final class Snapshots implements StateMachineStorage {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final SiteId site;
    private volatile Optional<SnapshotFiles> files = Optional.empty();
    private volatile Optional<SnapshotFile> published = Optional.empty();

    Snapshots(SiteId site) {
        this.site = site;
    }

    @Override
    public void init(RaftStorage storage) throws IOException {
        open(storage.getStorageDir().getStateMachineDir().toPath());
    }

    void open(Path directory) throws IOException {
        SnapshotFiles opened = new SnapshotFiles(directory, site);
        opened.deleteUnfinished();
        files = Optional.of(opened);
    }

    /**
     * Reads the newest snapshot that is not damaged and tells Ratis of it; damaged ones are set aside.
     *
     * @return empty when there is none
     * @throws IOException when a snapshot cannot be read, or every one is damaged
     */
    Optional<Replica.Capture> load() throws IOException {
        List<SnapshotFile> all = opened().list();
        for (SnapshotFile snapshot : all) {
            try {
                Replica.Position position = new Replica.Position(snapshot.term(), snapshot.index());
                Replica.Capture capture = new Replica.Capture(position, opened().read(snapshot));
                published = Optional.of(snapshot);
                return Optional.of(capture);
            } catch (FormatException e) {
                LOG.error("cannot use snapshot {}: {}", snapshot.path(), e.getMessage());
                opened().setAside(snapshot);
            }
        }
        published = Optional.empty();
        if (!all.isEmpty()) {
            throw new StorageRefusedException("every snapshot of this broker is damaged; restore the storage directory"
                    + " from a copy, or remove the broker from the site and add it under another id");
        }
        return Optional.empty();
    }

    /** Writes a snapshot. Ratis does not know of it until it is published. */
    SnapshotFile write(Replica.Capture capture) throws IOException {
        return opened().write(capture.position().term(), capture.position().index(), capture.image());
    }

    /**
     * Tells Ratis of the newest snapshot.
     *
     * @return index up to which the log may be purged, {@link RaftLog#INVALID_LOG_INDEX} when it must be kept
     */
    long publish() throws IOException {
        List<SnapshotFile> all = opened().list();
        published = all.stream().findFirst();
        return all.size() < 2 ? RaftLog.INVALID_LOG_INDEX : all.get(1).index();
    }

    /** Those on disk, newest first. */
    List<SnapshotFile> all() throws IOException {
        return opened().list();
    }

    /** Reads one of them; throws {@link FormatException} when it is damaged. */
    StateImage read(SnapshotFile snapshot) throws IOException {
        return opened().read(snapshot);
    }

    /** Index of the newest snapshot that Ratis knows of. */
    OptionalLong publishedIndex() {
        return published.isPresent() ? OptionalLong.of(published.get().index()) : OptionalLong.empty();
    }

    @Override
    @SuppressWarnings("NullAway") // Ratis says with null that there is none.
    public @Nullable SnapshotInfo getLatestSnapshot() {
        return published
                // Without a digest of its own Ratis makes one up while it sends the file.
                .map(snapshot -> new SingleFileSnapshotInfo(
                        new FileInfo(snapshot.path(), null), snapshot.term(), snapshot.index()))
                .orElse(null);
    }

    @Override
    public void format() {
        // Nothing to prepare: Ratis makes the directory.
    }

    @Override
    public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) throws IOException {
        opened().prune(policy.getNumSnapshotsRetained());
    }

    private SnapshotFiles opened() {
        return files.orElseThrow(() -> new IllegalStateException("the storage is not open"));
    }
}
