package io.usher.node.peer;

import io.usher.core.model.BrokerId;
import io.usher.node.api.OtherBrokers;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetBrokerStatusResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks the other brokers of the group how they stand, on the peer address, where brokers trust each other. */
public final class PeerStatuses implements OtherBrokers {

    private final PeerChannels channels;
    private final Map<BrokerId, Peer> peers = new TreeMap<>();
    private final Map<BrokerId, Addresses> known = new TreeMap<>();

    /**
     * All of the group but this broker.
     *
     * @param apiAddresses where each serves clients, host:port
     */
    public PeerStatuses(PeerGroup group, Map<BrokerId, String> apiAddresses, PeerChannels channels) {
        this.channels = channels;
        for (Peer peer : group.peers()) {
            if (!peer.id().equals(group.self())) {
                peers.put(peer.id(), peer);
                known.put(peer.id(), new Addresses(apiAddresses.getOrDefault(peer.id(), ""), peer.raftAddress()));
            }
        }
    }

    @Override
    public Map<BrokerId, Addresses> known() {
        return known;
    }

    @Override
    public CompletionStage<BrokerStatus> ask(BrokerId broker, Deadline deadline) {
        Peer peer = peers.get(broker);
        if (peer == null) {
            throw new IllegalArgumentException("expected one of " + peers.keySet() + ", found " + broker);
        }
        long millis = Math.max(1, deadline.remaining().toMillis());
        return GrpcPrimaryLink.stage(ClusterServiceGrpc.newFutureStub(channels.channel(peer))
                        .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                        .getBrokerStatus(GetBrokerStatusRequest.getDefaultInstance()))
                .thenApply(GetBrokerStatusResponse::getStatus);
    }
}
