package io.usher.node.primary;

import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The next change on the way from the group as it is to the group as the site wants it: at most one broker gets a vote
 * and at most one loses it. There are never fewer votes than the site wants, and a majority of them is always up.
 *
 * @param steady members that answer and keep up, the primary among them
 * @param primary this broker, which keeps its vote
 */
record VoteChange(BrokerView view, GroupMembers group, Set<BrokerId> steady, BrokerId primary) {

    /** The group after it; empty when nothing is to be done, or nothing can be done at present. */
    Optional<GroupMembers> next() {
        Optional<Peer> gains = group.standbys().stream()
                .filter(peer -> steady.contains(peer.id()) && isWanted(peer, false))
                .findFirst();
        // One that is down first: it is of no use.
        Optional<Peer> loses = group.voters().stream()
                .filter(peer -> !peer.id().equals(primary) && isWanted(peer, true))
                .min(Comparator.comparing(peer -> steady.contains(peer.id())));
        Optional<GroupMembers> more = gains.map(group::withVoter);
        Optional<GroupMembers> exchange = more.flatMap(with -> loses.map(with::withStandby));
        Optional<GroupMembers> fewer = loses.map(group::withStandby);
        return Stream.of(exchange, more, fewer)
                .flatMap(Optional::stream)
                .filter(this::isSafe)
                .findFirst();
    }

    /** Whether the site knows the broker and wants it to be a standby, or to vote. */
    private boolean isWanted(Peer peer, boolean standby) {
        return view.broker(peer.id())
                .filter(BrokerProfile::isMember)
                .filter(broker -> broker.settings().isStandby() == standby)
                .isPresent();
    }

    private boolean isSafe(GroupMembers to) {
        // Ratis refuses a change after which those that are new could decide alone; but the second broker may come.
        long stay =
                to.voters().stream().filter(peer -> group.isVoter(peer.id())).count();
        boolean isGradual = 2 * stay > to.voters().size() || group.voters().size() == 1;
        return isGradual
                && to.voters().size() >= Math.min(wanted(), group.voters().size())
                && isUp(group)
                && isUp(to);
    }

    /** How many are to vote; whoever votes without being known does. */
    private long wanted() {
        return group.voters().stream().filter(peer -> !isWanted(peer, true)).count()
                + group.standbys().stream()
                        .filter(peer -> isWanted(peer, false))
                        .count();
    }

    private boolean isUp(GroupMembers members) {
        long up = members.voters().stream()
                .filter(peer -> steady.contains(peer.id()))
                .count();
        return 2 * up > members.voters().size();
    }
}
