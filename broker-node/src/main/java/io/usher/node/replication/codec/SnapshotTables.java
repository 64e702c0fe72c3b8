package io.usher.node.replication.codec;

import io.usher.core.model.Action;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Decision;
import io.usher.core.model.Folder;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.RequestId;
import io.usher.core.model.Resource;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.Schedule;
import io.usher.core.model.Session;
import io.usher.core.model.Site;
import io.usher.core.state.EndedWait;
import io.usher.core.state.RememberedAnswer;
import io.usher.core.state.SecurityImage;
import io.usher.core.state.StateImage;
import io.usher.core.state.WaitingImage;
import io.usher.proto.internal.v1.AnswerRecord;
import io.usher.proto.internal.v1.SnapshotChunk;
import io.usher.proto.internal.v1.SnapshotHeader;
import java.util.ArrayList;
import java.util.List;

/** The tables of a snapshot while it is read. */
final class SnapshotTables {

    private final List<Site> sites = new ArrayList<>();
    private final List<BrokerProfile> brokers = new ArrayList<>();
    private final List<RoleGrant> roles = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Folder> folders = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Session> ended = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<HostBinding> bindings = new ArrayList<>();
    private final List<StateImage.Cursor> cursors = new ArrayList<>();
    private final List<PoolScaling> scalings = new ArrayList<>();
    private final List<ScalingAdvice> advice = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final List<QueueEntry> queue = new ArrayList<>();
    private final List<EndedWait> endedWaits = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<RememberedAnswer> answers = new ArrayList<>();

    void add(SnapshotChunk chunk) {
        chunk.getSitesList().forEach(row -> sites.add(ModelCodec.decode(row)));
        chunk.getBrokersList().forEach(row -> brokers.add(BrokerCodec.decode(row)));
        chunk.getRolesList().forEach(row -> roles.add(RoleCodec.decode(row)));
        chunk.getAuditList().forEach(row -> audit.add(AuditCodec.decode(row)));
        chunk.getPoolsList().forEach(row -> pools.add(ModelCodec.decode(row)));
        chunk.getResourcesList().forEach(row -> resources.add(ModelCodec.decode(row)));
        chunk.getFoldersList().forEach(row -> folders.add(FolderCodec.decode(row)));
        chunk.getHostsList().forEach(row -> hosts.add(ModelCodec.decode(row)));
        chunk.getSessionsList().forEach(row -> sessions.add(SessionCodec.decode(row)));
        chunk.getEndedList().forEach(row -> ended.add(SessionCodec.decode(row)));
        chunk.getActionsList().forEach(row -> actions.add(ActionCodec.decode(row)));
        chunk.getBindingsList().forEach(row -> bindings.add(BindingCodec.decode(row)));
        chunk.getCursorsList().forEach(row -> cursors.add(ModelCodec.decode(row)));
        chunk.getScalingsList().forEach(row -> scalings.add(ScalingCodec.decode(row)));
        chunk.getAdviceList().forEach(row -> advice.add(ScalingCodec.decode(row)));
        chunk.getSchedulesList().forEach(row -> schedules.add(ScheduleCodec.decode(row)));
        chunk.getQueueList().forEach(row -> queue.add(QueueCodec.decode(row)));
        chunk.getEndedWaitsList().forEach(row -> endedWaits.add(QueueCodec.decode(row)));
        chunk.getDecisionsList().forEach(row -> decisions.add(ModelCodec.decode(row)));
        chunk.getAnswersList().forEach(row -> answers.add(decode(row)));
    }

    private static RememberedAnswer decode(AnswerRecord answer) {
        return new RememberedAnswer(
                new RequestId(answer.getRequestId()),
                answer.getPayload(),
                new LogTime(answer.getAnsweredMillis()),
                ReplyCodec.decode(answer.getReply()));
    }

    StateImage image(SnapshotHeader header) {
        if (sites.size() > 1) {
            throw new FormatException("a snapshot must have at most one site, found " + sites.size());
        }
        return new StateImage(
                ValueCodec.position(header.getApplied()),
                new LogTime(header.getNowMillis()),
                sites.stream().findFirst(),
                brokers,
                new SecurityImage(
                        roles,
                        audit,
                        new AuditForgotten(header.getAuditForgottenCount(), header.getAuditForgottenRevision())),
                pools,
                resources,
                folders,
                hosts,
                sessions,
                ended,
                actions,
                bindings,
                cursors,
                scalings,
                advice,
                schedules,
                new WaitingImage(queue, endedWaits),
                decisions,
                answers,
                header.getAnswersDroppedEarly());
    }
}
