package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The brokers of the group as the log tells, in order of id.
 *
 * @param voters who may lead and whose majority commits
 * @param standbys who follow without a vote
 */
public record GroupMembers(List<Peer> voters, List<Peer> standbys) {

    public GroupMembers {
        voters = List.copyOf(voters);
        standbys = List.copyOf(standbys);
    }

    /** Voters, then standbys. */
    public List<Peer> all() {
        return Stream.concat(voters.stream(), standbys.stream()).toList();
    }

    /** The member of this id. */
    public Optional<Peer> find(BrokerId id) {
        return all().stream().filter(peer -> peer.id().equals(id)).findFirst();
    }

    /** The others. */
    public GroupMembers without(BrokerId id) {
        return new GroupMembers(without(voters, id), without(standbys, id));
    }

    /** The same members and this one, which votes. */
    public GroupMembers withVoter(Peer peer) {
        return new GroupMembers(with(voters, peer), without(standbys, peer.id()));
    }

    /** The same members and this one, which does not vote. */
    public GroupMembers withStandby(Peer peer) {
        return new GroupMembers(without(voters, peer.id()), with(standbys, peer));
    }

    private static List<Peer> with(List<Peer> peers, Peer more) {
        return Stream.concat(without(peers, more.id()).stream(), Stream.of(more))
                .toList();
    }

    private static List<Peer> without(List<Peer> peers, BrokerId id) {
        return peers.stream().filter(peer -> !peer.id().equals(id)).toList();
    }

    public boolean isVoter(BrokerId id) {
        return voters.stream().anyMatch(peer -> peer.id().equals(id));
    }

    public boolean isStandby(BrokerId id) {
        return standbys.stream().anyMatch(peer -> peer.id().equals(id));
    }
}
