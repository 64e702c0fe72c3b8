package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;

/**
 * Who belongs to the group at present, as the log tells this broker; before the log is open, who the group starts with.
 * Asked for every command that is passed on, so it is translated once for each change. Thread-safe.
 */
final class Members {

    private record Translated(Optional<RaftConfiguration> of, GroupMembers members) {}

    private final Supplier<Optional<RaftServer.Division>> division;
    private volatile Translated latest;

    Members(GroupMembers start, Supplier<Optional<RaftServer.Division>> division) {
        this.division = division;
        this.latest = new Translated(Optional.empty(), start);
    }

    GroupMembers now() {
        Optional<RaftConfiguration> present = division.get().map(RaftServer.Division::getRaftConf);
        Translated known = latest;
        if (present.isPresent() && !isSame(known.of(), present.get())) {
            known = new Translated(present, translate(present.get()));
            latest = known;
        }
        return known.members();
    }

    /** Another broker of the group. */
    Optional<Peer> find(BrokerId broker) {
        return now().find(broker);
    }

    // Configurations are immutable, and Ratis makes a new one for each change.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Optional<RaftConfiguration> known, RaftConfiguration present) {
        return known.isPresent() && known.get() == present;
    }

    private static GroupMembers translate(RaftConfiguration configuration) {
        return new GroupMembers(
                peers(configuration.getCurrentPeers(RaftPeerRole.FOLLOWER)),
                peers(configuration.getCurrentPeers(RaftPeerRole.LISTENER)));
    }

    private static List<Peer> peers(Collection<RaftPeer> peers) {
        return peers.stream()
                .map(peer ->
                        new Peer(new BrokerId(peer.getId().toString()), peer.getAddress(), peer.getClientAddress()))
                .sorted(Comparator.comparing(Peer::id))
                .toList();
    }
}
