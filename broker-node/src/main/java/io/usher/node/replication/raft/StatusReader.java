package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import io.usher.node.replication.ReplicaStatus.Role;
import io.usher.node.replication.gate.Replica;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;

/** Gathers what this broker knows about itself and the others, without asking anybody. */
final class StatusReader {

    private final BrokerId self;
    private final Members members;
    private final Replica replica;
    private final Snapshots snapshots;
    private final StorageDirectory storage;

    StatusReader(BrokerId self, Members members, Replica replica, Snapshots snapshots, StorageDirectory storage) {
        this.self = self;
        this.members = members;
        this.replica = replica;
        this.snapshots = snapshots;
        this.storage = storage;
    }

    ReplicaStatus read(RaftServer.Division division) throws IOException {
        DivisionInfo info = division.getInfo();
        List<String> warnings = new ArrayList<>(storage.warnings());
        int voters = members.now().voters().size();
        if (voters == 1) {
            warnings.add("this site has one broker: it is not highly available");
        } else if (voters > 0 && voters % 2 == 0) {
            warnings.add("this site has " + voters + " brokers that vote: it survives no more failures than with "
                    + (voters - 1) + "; add or remove one");
        } else if (voters == 0) {
            warnings.add("this broker waits to be added: run 'usher broker add " + self + "' on a broker of the site");
        }
        return new ReplicaStatus(
                self,
                role(info),
                info.getCurrentTerm(),
                Optional.ofNullable(info.getLeaderId()).map(id -> new BrokerId(id.toString())),
                division.getRaftLog().getLastCommittedIndex(),
                replica.appliedIndex(),
                snapshots.publishedIndex(),
                peers(division),
                storage.space(),
                warnings);
    }

    private static Role role(DivisionInfo info) {
        if (!info.getLifeCycleState().isRunning()) {
            return Role.STARTING;
        }
        RaftPeerRole role = info.getCurrentRole();
        return switch (role) {
            case LEADER -> info.isLeaderReady() ? Role.PRIMARY : Role.STARTING;
            case FOLLOWER -> Role.SECONDARY;
            case CANDIDATE -> Role.CANDIDATE;
            case LISTENER -> Role.STANDBY;
            case UNRECOGNIZED -> Role.STARTING;
        };
    }

    /** The other brokers, as this one heard of them. */
    List<PeerContact> peers(RaftServer.Division division) {
        Map<String, Duration> contacts = contacts(division.getInfo().getRoleInfoProto());
        Map<String, Long> commits = new HashMap<>();
        for (CommitInfoProto commit : division.getCommitInfos()) {
            commits.put(commit.getServer().getId().toStringUtf8(), commit.getCommitIndex());
        }
        List<PeerContact> peers = new ArrayList<>();
        for (Peer peer : members.now().all()) {
            if (!peer.id().equals(self)) {
                String id = peer.id().value();
                Long commit = commits.get(id);
                peers.add(new PeerContact(
                        peer,
                        Optional.ofNullable(contacts.get(id)),
                        commit == null ? OptionalLong.empty() : OptionalLong.of(commit)));
            }
        }
        return peers;
    }

    private static Map<String, Duration> contacts(RoleInfoProto role) {
        Map<String, Duration> contacts = new HashMap<>();
        List<ServerRpcProto> known = new ArrayList<>();
        if (role.hasLeaderInfo()) {
            known.addAll(role.getLeaderInfo().getFollowerInfoList());
        } else if (role.hasFollowerInfo() && role.getFollowerInfo().hasLeaderInfo()) {
            known.add(role.getFollowerInfo().getLeaderInfo());
        }
        for (ServerRpcProto rpc : known) {
            contacts.put(rpc.getId().getId().toStringUtf8(), Duration.ofMillis(rpc.getLastRpcElapsedTimeMs()));
        }
        return contacts;
    }
}
