package io.usher.node.replication.raft;

import io.usher.core.state.StateImage;
import io.usher.node.replication.RecordedLog;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.storage.SnapshotFiles.SnapshotFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.raftlog.RaftLog;

/** Snapshots and the log behind them, read while the broker goes on. */
final class LogArchive implements RecordedLog {

    /** Where the log comes from; a broker that is ending has none. */
    interface LogSource {
        RaftLog log() throws IOException;
    }

    private final LogSource source;
    private final Snapshots snapshots;

    LogArchive(LogSource source, Snapshots snapshots) {
        this.source = source;
        this.snapshots = snapshots;
    }

    @Override
    public Recording open(long from) throws IOException, PurgedException {
        RaftLog log = source.log();
        long first = log.getStartIndex();
        List<SnapshotFile> usable = snapshots.all().stream()
                .filter(snapshot -> snapshot.index() + 1 >= first)
                .sorted(Comparator.comparingLong(SnapshotFile::index))
                .toList();
        Optional<SnapshotFile> start =
                usable.stream().filter(snapshot -> snapshot.index() < from).reduce((earlier, later) -> later);
        if (start.isPresent()) {
            return new Stretch(log, start.get().index(), snapshots.read(start.get()));
        }
        if (first == 0) {
            return new Stretch(log, -1, StateImage.EMPTY);
        }
        throw new PurgedException(
                usable.isEmpty() ? log.getNextIndex() : usable.get(0).index() + 1);
    }

    private record Stretch(RaftLog log, long startIndex, StateImage start) implements Recording {

        @Override
        public Optional<LogEntryCodec.Entry> entry(long index) throws IOException, PurgedException {
            Optional<LogEntryProto> found = Optional.ofNullable(log.get(index));
            if (found.isEmpty()) {
                throw new PurgedException(log.getStartIndex());
            }
            return found.filter(LogEntryProto::hasStateMachineLogEntry)
                    .map(entry -> LogEntryCodec.decode(
                            entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer()));
        }
    }
}
