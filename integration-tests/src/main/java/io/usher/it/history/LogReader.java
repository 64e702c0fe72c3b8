package io.usher.it.history;

import io.usher.core.model.LogPosition;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.RaftServerConfigKeys.Log.CorruptionPolicy;
import org.apache.ratis.server.raftlog.segmented.LogSegment;
import org.apache.ratis.server.raftlog.segmented.LogSegmentPath;
import org.apache.ratis.util.SizeInBytes;

/** Reads what brokers committed from the files of the Raft log itself, with the reader of Ratis. */
public final class LogReader {

    private static final SizeInBytes LARGEST_ENTRY = SizeInBytes.valueOf("64MB");

    private LogReader() {}

    /**
     * Puts the committed log together from the segments of all brokers.
     *
     * <p>Where two brokers have different entries in one place, the one of the higher term is the committed one: a
     * primary of a later term has every committed entry.
     *
     * @param segments of any number of brokers, in any order; a torn end is left out
     * @param committed index that is known to be committed, for example because all brokers have applied it
     * @throws IllegalStateException when an entry up to there is in none of the segments
     */
    public static CommittedLog read(Collection<Path> segments, long committed) {
        SortedMap<Long, LogEntryProto> entries = new TreeMap<>();
        for (Path segment : segments) {
            for (LogEntryProto entry : entriesOf(segment)) {
                entries.merge(entry.getIndex(), entry, (one, other) -> one.getTerm() >= other.getTerm() ? one : other);
            }
        }
        List<CommittedCommand> commands = new ArrayList<>();
        for (long index = entries.isEmpty() ? 0 : entries.firstKey(); index <= committed; index++) {
            LogEntryProto entry = entries.get(index);
            if (entry == null) {
                throw new IllegalStateException("the log has no entry " + index + " and should reach to " + committed);
            }
            if (entry.hasStateMachineLogEntry()) {
                addCommands(entry, commands);
            }
        }
        requireBeginning(entries);
        int terms = (int) entries.headMap(committed + 1).values().stream()
                .mapToLong(LogEntryProto::getTerm)
                .distinct()
                .count();
        return new CommittedLog(commands, committed, terms);
    }

    private static void requireBeginning(SortedMap<Long, LogEntryProto> entries) {
        if (entries.isEmpty() || entries.firstKey() > 0) {
            throw new IllegalStateException("the log should begin with entry 0, found "
                    + (entries.isEmpty() ? "none" : entries.firstKey().toString()));
        }
    }

    private static void addCommands(LogEntryProto entry, List<CommittedCommand> commands) {
        LogEntryCodec.Entry decoded = LogEntryCodec.decode(
                entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
        int ordinal = 0;
        for (Proposal proposal : decoded.proposals()) {
            commands.add(new CommittedCommand(
                    new LogPosition(entry.getIndex(), ordinal++),
                    decoded.time(),
                    proposal.request().map(RequestId::value),
                    proposal.origin().map(Origin::identity).orElse(""),
                    proposal.command()));
        }
    }

    private static List<LogEntryProto> entriesOf(Path segment) {
        LogSegmentPath path = Objects.requireNonNull(
                LogSegmentPath.matchLogSegment(segment), () -> segment + " is not the name of a log segment");
        List<LogEntryProto> entries = new ArrayList<>();
        try {
            LogSegment.readSegmentFile(
                    segment.toFile(),
                    path.getStartEnd(),
                    LARGEST_ENTRY,
                    CorruptionPolicy.WARN_AND_RETURN,
                    null,
                    entries::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log segment " + segment, e);
        }
        return entries;
    }
}
