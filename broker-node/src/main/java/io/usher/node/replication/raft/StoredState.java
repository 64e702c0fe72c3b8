package io.usher.node.replication.raft;

import io.usher.core.state.StateImage;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.codec.FormatException;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.LogFile;
import io.usher.node.replication.storage.SnapshotFiles;
import io.usher.node.replication.storage.SnapshotFiles.SnapshotFile;
import io.usher.node.replication.storage.StorageRefusedException;
import io.usher.node.replication.storage.SurvivingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.RaftServerConfigKeys.Log.CorruptionPolicy;
import org.apache.ratis.server.raftlog.segmented.LogSegment;
import org.apache.ratis.server.raftlog.segmented.LogSegmentPath;
import org.apache.ratis.util.SizeInBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that a stopped broker comes to with everything that it has: its newest sound snapshot and all of its log
 * behind, also what it does not know to be committed. Reads alone, and changes nothing.
 */
public final class StoredState {

    private static final Logger LOG = LoggerFactory.getLogger(StoredState.class);

    /** No entry is longer than what is sent at once. */
    private static final SizeInBytes LONGEST = SizeInBytes.valueOf("64MB");

    private final SurvivingDirectory directory;
    private final long durable;
    private final Replica replica = new Replica(OutcomeListener.NONE);
    private Replica.Position last = Replica.Position.START;
    private Replica.Position begin = Replica.Position.START;
    private long lastCommand = -1;
    private long committed;

    private StoredState(SurvivingDirectory directory) throws IOException {
        this.directory = directory;
        this.durable = directory.durableIndex();
        this.committed = durable;
    }

    /**
     * What was found.
     *
     * @param image the state with everything
     * @param term of the last entry
     * @param lastIndex of the last entry, with or without a command
     * @param committedIndex up to where entries are known to be committed; those above may have been acknowledged or
     *     not
     */
    public record Found(StateImage image, long term, long lastIndex, long committedIndex) {}

    /**
     * Reads everything.
     *
     * @throws StorageRefusedException when something that may have been acknowledged is damaged or gone
     * @throws IOException when it cannot be read
     */
    public static Found read(SurvivingDirectory directory) throws IOException {
        StoredState stored = new StoredState(directory);
        stored.restore();
        stored.replay();
        return stored.found();
    }

    private void restore() throws IOException {
        SnapshotFiles snapshots = directory.snapshots();
        for (SnapshotFile snapshot : snapshots.list()) {
            try {
                last = new Replica.Position(snapshot.term(), snapshot.index());
                StateImage image = snapshots.read(snapshot);
                replica.restore(new Replica.Capture(last, image));
                begin = last;
                lastCommand = image.applied().index();
                committed = Math.max(committed, snapshot.index());
                return;
            } catch (FormatException e) {
                LOG.error("cannot use snapshot {}: {}", snapshot.path(), e.getMessage());
                last = Replica.Position.START;
            }
        }
    }

    private void replay() throws IOException {
        for (LogFile segment : LogFile.in(directory.log())) {
            try {
                LogSegment.readSegmentFile(
                        segment.path().toFile(),
                        LogSegmentPath.matchLogSegment(segment.path()).getStartEnd(),
                        LONGEST,
                        CorruptionPolicy.EXCEPTION,
                        null,
                        this::take);
            } catch (IOException | IllegalStateException e) {
                if (segment.end().isPresent() || last.index() < durable) {
                    throw damaged(segment.path(), e);
                }
                LOG.warn("{} has a torn end after entry {}, as a crash leaves it", segment.path(), last.index(), e);
            }
            if (segment.end().isPresent() && last.index() < segment.end().getAsLong()) {
                throw damaged(segment.path(), new IOException("it ends too early"));
            }
        }
    }

    private void take(LogEntryProto entry) {
        if (entry.getIndex() <= begin.index() && entry.getIndex() > lastCommand && entry.hasStateMachineLogEntry()) {
            throw new IllegalStateException("the snapshot of entry " + begin.index() + " holds the state after entry "
                    + lastCommand + ", so it is another one under this name");
        }
        if (entry.getIndex() <= last.index()) {
            return;
        }
        if (entry.getIndex() != last.index() + 1) {
            throw new IllegalStateException("entry " + (last.index() + 1) + " is missing, found " + entry.getIndex());
        }
        last = new Replica.Position(entry.getTerm(), entry.getIndex());
        if (entry.hasStateMachineLogEntry()) {
            replica.apply(
                    last,
                    LogEntryCodec.decode(
                            entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer()));
        } else {
            if (entry.hasMetadataEntry()) {
                committed = Math.max(committed, entry.getMetadataEntry().getCommitIndex());
            }
            replica.skip(last);
        }
    }

    private Found found() throws IOException {
        if (last.index() < durable) {
            throw damaged(directory.log(), new IOException("it ends with entry " + last.index()));
        }
        StateImage image = replica.capture().image();
        if (image.site().isEmpty()) {
            throw new StorageRefusedException("there is nothing of a site in " + directory.log()
                    + ": this broker never caught up. Recover the site from another broker, or from a backup");
        }
        return new Found(image, last.term(), last.index(), Math.min(committed, last.index()));
    }

    private StorageRefusedException damaged(Path file, Exception cause) {
        return new StorageRefusedException(
                "entry " + (last.index() + 1) + " in " + file + " is damaged or gone (" + cause.getMessage()
                        + "), and may have been acknowledged: entries up to " + durable
                        + " were on disk. Recover the site from another broker that is left, or restore a backup",
                cause);
    }
}
