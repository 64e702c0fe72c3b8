package io.usher.node.replication.raft;

import io.usher.core.Outcome;
import io.usher.core.model.LogPosition;
import io.usher.node.replication.FaultHandler;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.gate.EntryResults;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Ratis calls. Passes everything on and knows no rule of the domain. */
final class BrokerStateMachine extends BaseStateMachine {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerStateMachine.class);

    private final Replica replica;
    private final RatisConsensus consensus;
    private final EntryResults results;
    private final LeadershipEvents leadership;
    private final FaultHandler faults;
    private final LogClock clock;
    private final Snapshots snapshots;
    private final SnapshotTaker taker;
    private final StorageDirectory storage;
    private volatile boolean closing;

    BrokerStateMachine(Replica replica, RatisConsensus consensus, Collaborators collaborators, Durable durable) {
        this.replica = replica;
        this.consensus = consensus;
        this.results = collaborators.results();
        this.leadership = collaborators.leadership();
        this.faults = collaborators.faults();
        this.clock = collaborators.clock();
        this.snapshots = durable.snapshots();
        this.taker = durable.taker();
        this.storage = durable.storage();
    }

    /** Whom the state machine tells and asks. */
    record Collaborators(EntryResults results, LeadershipEvents leadership, FaultHandler faults, LogClock clock) {}

    /** What the state machine keeps on disk. */
    record Durable(Snapshots snapshots, SnapshotTaker taker, StorageDirectory storage) {}

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage) throws IOException {
        getLifeCycle().startAndTransition(() -> {
            super.initialize(server, group, raftStorage);
            storage.installRestored(
                    raftStorage.getStorageDir().getStateMachineDir().toPath());
            snapshots.init(raftStorage);
            load();
            requireLogBehindState();
            // Ratis has formatted an empty directory by now, and has not voted yet.
            storage.markFormatted();
        });
    }

    private void requireLogBehindState() throws IOException {
        Replica.Capture begin = replica.capture();
        LogPosition applied = begin.image().applied();
        storage.requireLogBehind(begin.position().index(), applied.equals(LogPosition.NONE) ? -1 : applied.index());
    }

    private void load() throws IOException {
        Optional<Replica.Capture> capture = snapshots.load();
        if (capture.isPresent()) {
            Replica.Position position = capture.get().position();
            replica.restore(capture.get());
            clock.applied(capture.get().image().now());
            setLastAppliedTermIndex(TermIndex.valueOf(position.term(), position.index()));
            taker.restored(position.index());
        }
    }

    /** A snapshot from the primary is about to take the place of ours. */
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    /** The snapshot from the primary is in place. */
    @Override
    public void reinitialize() throws IOException {
        try {
            load();
        } catch (IOException | RuntimeException e) {
            faults.halt("cannot read the snapshot that the primary sent", e);
            throw e;
        }
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    /** Called on the thread that applies, so nothing is written here: the snapshot is on disk already. */
    @Override
    public long takeSnapshot() throws IOException {
        return snapshots.publish();
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return snapshots;
    }

    /** Called in parallel, so stamps may be out of the order of the log; the core never lets time go back. */
    @Override
    public TransactionContext startTransaction(RaftClientRequest request) {
        ByteString joined = request.getMessage().getContent();
        ByteString stamp = UnsafeByteOperations.unsafeWrap(LogEntryCodec.stamp(clock.now(), replica.featureLevel()));
        return TransactionContext.newBuilder()
                .setStateMachine(this)
                .setClientRequest(request)
                .setLogData(joined.concat(stamp))
                .build();
    }

    /** Called one by one, under the lock of the log, right before the entry is written. */
    @Override
    public TransactionContext preAppendTransaction(TransactionContext transaction) throws StateMachineException {
        if (!consensus.mayEnter(transaction.getClientRequest().getCallId())) {
            // This broker still leads, in a later term; only the entry is too late.
            throw new StateMachineException("the term of the entry is over", new IllegalStateException(), false);
        }
        return transaction;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto raftEntry = transaction.getLogEntry();
        try {
            StateMachineLogEntryProto content = raftEntry.getStateMachineLogEntry();
            LogEntryCodec.Entry entry =
                    LogEntryCodec.decode(content.getLogData().asReadOnlyByteBuffer());
            Replica.Position position = new Replica.Position(raftEntry.getTerm(), raftEntry.getIndex());
            List<Outcome> outcomes = replica.apply(position, entry);
            outcomes.forEach(outcome -> clock.applied(outcome.time()));
            updateLastAppliedTermIndex(raftEntry.getTerm(), raftEntry.getIndex());
            taker.applied(content.getLogData().size());
            if (consensus.isOwn(content.getClientId())) {
                results.applied(content.getCallId(), outcomes);
            }
            return CompletableFuture.completedFuture(Message.EMPTY);
        } catch (RuntimeException | Error e) {
            faults.halt("cannot apply log entry " + raftEntry.getIndex() + " of term " + raftEntry.getTerm(), e);
            throw e;
        }
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        super.notifyTermIndexUpdated(term, index);
        replica.skip(new Replica.Position(term, index));
    }

    /** Reads ask only whether this broker leads; the answer comes from the replica. */
    @Override
    public CompletableFuture<Message> query(Message request) {
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        LOG.info("broker {} is told that {} leads", member, leader);
        if (!member.getPeerId().equals(leader)) {
            clock.followsAnother();
        }
        leadership.changed();
    }

    @Override
    public void notifyLeaderReady() {
        leadership.changed();
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        leadership.changed();
    }

    @Override
    public void notifyLogFailed(Throwable cause, @SuppressWarnings("NullAway") LogEntryProto failed) {
        faults.halt("cannot write the log; make sure that the disk works and has room, then start again", cause);
    }

    @Override
    public void notifyServerShutdown(RoleInfoProto role, boolean allServer) {
        if (closing) {
            return;
        }
        if (role.getRole() == RaftPeerRole.CANDIDATE) {
            // It asked for votes and was told that the group has changed.
            faults.lostItsVote();
        } else {
            faults.halt(
                    "the Raft server closed by itself",
                    new IllegalStateException("closed at " + getLastAppliedTermIndex()));
        }
    }

    /** From now on a shutdown of Ratis is what was wanted. */
    void expectShutdown() {
        closing = true;
    }
}
