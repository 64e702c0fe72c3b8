package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.proto.RaftProtos.FollowerInfoProto;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.impl.CaughtUpListeners;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/** The Ratis server of this broker, from start to close. */
final class RaftNode implements AutoCloseable {

    private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(30);

    private final AtomicLong lastCall = new AtomicLong();
    private final RaftServer server;
    private final BrokerStateMachine stateMachine;
    private final RatisConsensus consensus;
    private final RaftGroupId groupId;
    private final BrokerId self;

    private RaftNode(
            RaftServer server,
            BrokerStateMachine stateMachine,
            RatisConsensus consensus,
            RaftGroupId groupId,
            BrokerId self) {
        this.server = server;
        this.stateMachine = stateMachine;
        this.consensus = consensus;
        this.groupId = groupId;
        this.self = self;
    }

    /**
     * Starts Ratis.
     *
     * @throws IOException when the address is taken or the log cannot be opened
     */
    static RaftNode start(
            ReplicationSettings settings,
            StorageDirectory storage,
            BrokerStateMachine stateMachine,
            RatisConsensus consensus)
            throws IOException {
        PeerGroup group = settings.group();
        requireFree(group.bindAddress(group.selfPeer().raftAddress()));
        RaftGroupId groupId = RaftGroupId.valueOf(storage.group());
        RaftServer server = server(settings, groupId, storage, stateMachine);
        RaftNode node = new RaftNode(server, stateMachine, consensus, groupId, group.self());
        try {
            server.start();
            consensus.open(server.getDivision(groupId));
            return node;
        } catch (CompletionException e) {
            node.close();
            throw new IOException("the log cannot be opened: " + e.getCause(), e.getCause());
        } catch (IOException | RuntimeException e) {
            node.close();
            throw new IOException("the log cannot be opened: " + e.getMessage(), e);
        }
    }

    private static RaftServer server(
            ReplicationSettings settings,
            RaftGroupId groupId,
            StorageDirectory storage,
            BrokerStateMachine stateMachine)
            throws IOException {
        PeerGroup group = settings.group();
        Path raftDirectory = storage.raftDirectory();
        return RaftServer.newBuilder()
                .setServerId(RaftPeerId.valueOf(group.self().value()))
                // Who belongs to it before the log says more. A directory that began as a newcomer's never founds a
                // site.
                .setGroup(RaftGroup.valueOf(groupId, startGroup(group, storage)))
                // Formats an empty directory and nothing else.
                .setOption(RaftStorage.StartupOption.RECOVER)
                .setStateMachine(stateMachine)
                .setProperties(RaftSettings.properties(settings, raftDirectory))
                .setParameters(RaftSettings.parameters(group))
                .build();
    }

    private static List<RaftPeer> startGroup(PeerGroup group, StorageDirectory storage) {
        if (storage.alone()) {
            return List.of(raftPeer(group.selfPeer()));
        }
        return storage.joined()
                ? List.of(RaftPeer.newBuilder(raftPeer(group.selfPeer()))
                        .setStartupRole(RaftPeerRole.LISTENER)
                        .build())
                : group.peers().stream().map(RaftNode::raftPeer).toList();
    }

    static RaftPeer raftPeer(Peer peer) {
        return RaftPeer.newBuilder()
                .setId(peer.id().value())
                .setAddress(peer.raftAddress())
                // Not where Ratis clients go, there are none: this way a change of the group carries the peer address.
                .setClientAddress(peer.peerAddress())
                .build();
    }

    /** Ratis ends the process when it cannot listen; the error that says so comes from here. */
    private static void requireFree(InetSocketAddress wanted) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(wanted);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + wanted + " for Raft: " + e.getMessage()
                            + "; free the port or give this broker another raft address",
                    e);
        }
    }

    /** Opens the connections to the other brokers anew. */
    void reconnect(GroupMembers members) {
        members.all().stream().map(Peer::id).filter(id -> !id.equals(self)).forEach(this::reconnect);
    }

    private void reconnect(BrokerId other) {
        server.getServerRpc()
                .handleException(RaftPeerId.valueOf(other.value()), new IOException("it may be there again"), true);
    }

    /** The connections over which this broker asks for votes. */
    VoteLines.Line voteLine() {
        return new VoteLines.Line() {
            @Override
            public PreVote ask(BrokerId other, LogEnd own) throws IOException {
                return preVote(other, own);
            }

            @Override
            public void reopen(BrokerId other) {
                reconnect(other);
            }
        };
    }

    /** Ratis grants no pre-vote while it hears a primary, and takes note of none. */
    private PreVote preVote(BrokerId other, LogEnd own) throws IOException {
        RequestVoteReplyProto reply = server.getServerRpc()
                .requestVote(RequestVoteRequestProto.newBuilder()
                        .setServerRequest(request(self, RaftPeerId.valueOf(other.value())))
                        .setCandidateTerm(division().getInfo().getCurrentTerm())
                        .setCandidateLastEntry(
                                TermIndex.valueOf(own.term(), own.index()).toProto())
                        .setPreVote(true)
                        .build());
        return new PreVote(reply.getServerReply().getSuccess(), logEnd(TermIndex.valueOf(reply.getLastEntry())));
    }

    private TermIndex lastEntry() throws IOException {
        TermIndex last = division().getRaftLog().getLastEntryTermIndex();
        if (last == null) {
            throw new IOException("the log is empty");
        }
        return last;
    }

    /** How long the log of this broker is. */
    LogEnd logEnd() throws IOException {
        return logEnd(lastEntry());
    }

    private static LogEnd logEnd(TermIndex last) {
        return new LogEnd(last.getTerm(), last.getIndex());
    }

    /** For how long nothing has come from the primary; zero while an append of it is being worked on. */
    Duration silence() throws IOException {
        FollowerInfoProto follower = division().getInfo().getRoleInfoProto().getFollowerInfo();
        return follower.getOutstandingOp() > 0
                ? Duration.ZERO
                : Duration.ofMillis(follower.getLeaderInfo().getLastRpcElapsedTimeMs());
    }

    private RaftRpcRequestProto request(BrokerId from, RaftPeerId to) {
        return RaftRpcRequestProto.newBuilder()
                .setRequestorId(ByteString.copyFromUtf8(from.value()))
                .setReplyId(to.toByteString())
                .setRaftGroupId(RaftGroupIdProto.newBuilder().setId(groupId.toByteString()))
                .setCallId(lastCall.incrementAndGet())
                .build();
    }

    /** Has Ratis change the group, unless somebody else has changed it meanwhile. */
    CompletableFuture<RaftClientReply> change(GroupMembers from, GroupMembers to) throws IOException {
        SetConfigurationRequest.Arguments wanted = SetConfigurationRequest.Arguments.newBuilder()
                .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                .setServersInCurrentConf(raftPeers(from.voters()))
                .setListenersInCurrentConf(raftPeers(from.standbys()))
                .setServersInNewConf(raftPeers(to.voters()))
                .setListenersInNewConf(raftPeers(to.standbys()))
                .build();
        RaftServer.Division division = division();
        return server.setConfigurationAsync(new SetConfigurationRequest(
                        ClientId.randomId(), server.getId(), groupId, lastCall.incrementAndGet(), wanted))
                .thenApply(reply -> {
                    CaughtUpListeners.mark(division);
                    return reply;
                });
    }

    /**
     * Whether this broker has no vote and acts as if it had one: whoever had a vote and lost it does so until it starts
     * again. What cannot be taken back counts, nothing else.
     */
    boolean actsAsVoterWithoutVote() throws IOException {
        RaftServer.Division division = division();
        RaftConfiguration group = division.getRaftConf();
        boolean isSettled = group.getPreviousPeers(RaftPeerRole.FOLLOWER).isEmpty()
                && group.getLogEntryIndex() <= division.getRaftLog().getLastCommittedIndex();
        return isSettled
                && group.getPeer(server.getId(), RaftPeerRole.LISTENER) != null
                && !division.getInfo().isListener();
    }

    private static List<RaftPeer> raftPeers(List<Peer> peers) {
        return peers.stream().map(RaftNode::raftPeer).toList();
    }

    /**
     * Begins an election although the election timeout has not passed, as a primary asks for when it hands over. Ratis
     * refuses when it follows somebody else by now.
     */
    void standAgainst(BrokerId primary) throws IOException {
        server.startLeaderElection(StartLeaderElectionRequestProto.newBuilder()
                .setServerRequest(request(primary, server.getId()))
                .setLeaderLastEntry(lastEntry().toProto())
                .build());
    }

    /**
     * Has Ratis hand the lead to another broker. It takes no entries meanwhile.
     *
     * @param limit after which it gives up and takes entries again
     */
    CompletableFuture<RaftClientReply> transfer(BrokerId to, Duration limit) throws IOException {
        return server.transferLeadershipAsync(new TransferLeadershipRequest(
                ClientId.randomId(),
                server.getId(),
                groupId,
                lastCall.incrementAndGet(),
                RaftPeerId.valueOf(to.value()),
                limit.toMillis()));
    }

    /** Index up to which the log is on disk and cannot be taken back. */
    long durableIndex() throws IOException {
        RaftLog log = division().getRaftLog();
        return Math.min(log.getFlushIndex(), log.getLastCommittedIndex());
    }

    /** How far the log is, and how much of it is on disk. */
    DiskWatch.Reading logProgress() throws IOException {
        RaftLog log = division().getRaftLog();
        long flushed = log.getFlushIndex();
        TermIndex last = log.getLastEntryTermIndex();
        return new DiskWatch.Reading(
                last == null ? flushed : last.getIndex(),
                flushed,
                division().getInfo().isLeader());
    }

    RaftServer.Division division() throws IOException {
        return server.getDivision(groupId);
    }

    /** Has Ratis ask for the newest snapshot and purge its log; returns when that is done. */
    void publishSnapshot() throws IOException {
        RaftClientReply reply = server.snapshotManagement(SnapshotManagementRequest.newCreate(
                ClientId.emptyClientId(),
                server.getId(),
                groupId,
                lastCall.incrementAndGet(),
                PUBLISH_TIMEOUT.toMillis(),
                1));
        if (!reply.isSuccess()) {
            throw new IOException("Ratis did not take note of a snapshot", reply.getException());
        }
    }

    @Override
    public void close() throws IOException {
        consensus.close();
        stateMachine.expectShutdown();
        server.close();
    }
}
