package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.gate.Replica;
import java.util.concurrent.CompletionStage;

/**
 * What this broker can do with its group while it leads.
 *
 * @param self this broker
 */
record OwnControl(BrokerId self, RatisConsensus consensus, Position position, HandOver handOver, GroupChanges changes)
        implements GroupControl {

    /** Who belongs to the group, and how far this broker is. */
    record Position(Members members, Replica replica) {}

    @Override
    public boolean leading() {
        return consensus.leading();
    }

    @Override
    public void checkHandOver(BrokerId to) {
        if (members().isStandby(to)) {
            throw new GroupChangeException("broker " + to + " has no vote");
        }
        checkSteady(to);
    }

    @Override
    public CompletionStage<Void> handOver(BrokerId to) {
        return handOver.start(to);
    }

    @Override
    public GroupMembers members() {
        return position.members().now();
    }

    @Override
    public CompletionStage<Void> add(Peer peer) {
        return changes.add(peer);
    }

    @Override
    public CompletionStage<Void> addStandby(Peer peer) {
        return changes.addStandby(peer);
    }

    @Override
    public CompletionStage<Void> changeVotes(GroupMembers from, GroupMembers to) {
        return changes.changeVotes(from, to);
    }

    @Override
    public void checkSteady(BrokerId broker) {
        handOver.check(broker, position.replica().appliedIndex());
    }

    @Override
    public CompletionStage<Void> remove(BrokerId broker) {
        return changes.remove(broker);
    }
}
