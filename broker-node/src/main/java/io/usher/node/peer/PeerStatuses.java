package io.usher.node.peer;

import io.usher.core.model.BrokerId;
import io.usher.node.api.OtherBrokers;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetBrokerStatusResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the other brokers of the group how they stand, on the peer address, where brokers trust each other. */
public final class PeerStatuses implements OtherBrokers {

    private final BrokerId self;
    private final Supplier<GroupMembers> members;
    private final Function<BrokerId, String> apiAddresses;
    private final PeerChannels channels;

    /**
     * All of the group but this broker.
     *
     * @param members who belongs to the group at present
     * @param apiAddresses where each serves clients, host:port; empty text where that is not known
     */
    public PeerStatuses(
            BrokerId self,
            Supplier<GroupMembers> members,
            Function<BrokerId, String> apiAddresses,
            PeerChannels channels) {
        this.self = self;
        this.members = members;
        this.apiAddresses = apiAddresses;
        this.channels = channels;
    }

    @Override
    public Map<BrokerId, Addresses> known() {
        Map<BrokerId, Addresses> known = new TreeMap<>();
        GroupMembers group = members.get();
        for (Peer peer : group.all()) {
            if (!peer.id().equals(self)) {
                known.put(
                        peer.id(),
                        new Addresses(apiAddresses.apply(peer.id()), peer.raftAddress(), group.isVoter(peer.id())));
            }
        }
        return known;
    }

    @Override
    public CompletionStage<BrokerStatus> ask(BrokerId broker, Deadline deadline) {
        Optional<Peer> found = members.get().find(broker);
        if (found.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("broker " + broker + " does not belong to the group any more"));
        }
        Peer peer = found.get();
        long millis = Math.max(1, deadline.remaining().toMillis());
        return GrpcPrimaryLink.stage(ClusterServiceGrpc.newFutureStub(channels.channel(peer))
                        .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                        .getBrokerStatus(GetBrokerStatusRequest.getDefaultInstance()))
                .thenApply(GetBrokerStatusResponse::getStatus);
    }
}
