package io.usher.node.api;

import io.usher.core.Rerun;
import io.usher.core.command.CommandContext;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.node.api.mapping.ReplayMapping;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.RecordedLog;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import io.usher.proto.v1.ReplayResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One replay on its way: carries the log out once more and counts what differs. For one thread. */
final class StretchOfLog {

    /** Differences that are told one by one. */
    private static final int MOST_TOLD = 100;

    private final RecordedLog.Recording recording;
    private final Rerun rerun;
    private final Deadline deadline;
    private final ReplayResponse.Builder report = ReplayResponse.newBuilder();
    private final SortedMap<HostId, int[]> hosts = new TreeMap<>();

    StretchOfLog(RecordedLog.Recording recording, Map<PoolId, PoolSettings> policy, Deadline deadline) {
        this.recording = recording;
        this.rerun = Rerun.from(recording.start(), policy);
        this.deadline = deadline;
    }

    /**
     * Replays.
     *
     * @param present digest of the broker's own state at the last revision, where it is known
     */
    ReplayResponse.Builder replay(long from, long to, Optional<String> present)
            throws IOException, RecordedLog.PurgedException {
        for (long index = recording.startIndex() + 1; index <= to; index++) {
            if (index == from) {
                rerun.suppose();
            }
            requireTime(index);
            Optional<LogEntryCodec.Entry> entry = recording.entry(index);
            if (entry.isPresent()) {
                carryOut(index, entry.get(), index >= from);
            }
        }
        String digest = rerun.digest();
        present.ifPresent(own -> report.setStateAgrees(own.equals(digest)));
        hosts.forEach((host, counts) -> report.addHosts(ReplayMapping.toProto(host, counts[0], counts[1])));
        return report.setFromRevision(from)
                .setToRevision(to)
                .setSnapshotRevision(Math.max(0, recording.startIndex()))
                .setDigest(digest)
                .setSame(rerun.isSameState() && report.getDifferent() == 0);
    }

    private void carryOut(long index, LogEntryCodec.Entry entry, boolean isCompared) {
        int ordinal = 0;
        for (Proposal proposal : entry.proposals()) {
            CommandContext context = new CommandContext(
                    new LogPosition(index, ordinal++), entry.time(), proposal.request(), proposal.origin());
            if (isCompared) {
                report.setCommands(report.getCommands() + 1);
                rerun.next(context, proposal.command()).ifPresent(this::count);
            } else {
                rerun.skip(context, proposal.command());
            }
        }
    }

    private void count(Rerun.Comparison comparison) {
        report.setAssignments(report.getAssignments() + 1);
        comparison.recorded().host().ifPresent(host -> hosts.computeIfAbsent(host, id -> new int[2])[0]++);
        comparison.supposed().host().ifPresent(host -> hosts.computeIfAbsent(host, id -> new int[2])[1]++);
        if (comparison.isSame()) {
            return;
        }
        report.setDifferent(report.getDifferent() + 1);
        boolean hadHost = comparison.recorded().host().isPresent();
        boolean hasHost = comparison.supposed().host().isPresent();
        if (hasHost && !hadHost) {
            report.setGrantedInstead(report.getGrantedInstead() + 1);
        } else if (hadHost && !hasHost) {
            report.setRefusedInstead(report.getRefusedInstead() + 1);
        }
        if (report.getDifferencesCount() < MOST_TOLD) {
            report.addDifferences(ReplayMapping.toProto(comparison));
        }
    }

    private void requireTime(long index) {
        if (deadline.remaining().isNegative() || deadline.remaining().isZero()) {
            throw new ReplicationException(
                    Meaning.EXPIRED, "the log was replayed up to revision " + (index - 1) + " in the time of the call");
        }
    }
}
