package io.usher.node.peer;

import io.usher.node.replication.Deadline;
import io.usher.node.replication.Peer;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetBrokerStatusResponse;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks other brokers how they stand, on the peer address, where they trust each other. Thread-safe. */
public final class PeerStatuses {

    private final PeerChannels channels;

    public PeerStatuses(PeerChannels channels) {
        this.channels = channels;
    }

    /** Asks one broker; completes exceptionally when it does not answer in time. */
    public CompletionStage<BrokerStatus> ask(Peer peer, Deadline deadline) {
        long millis = Math.max(1, deadline.remaining().toMillis());
        return GrpcPrimaryLink.stage(ClusterServiceGrpc.newFutureStub(channels.channel(peer))
                        .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                        .getBrokerStatus(GetBrokerStatusRequest.getDefaultInstance()))
                .thenApply(GetBrokerStatusResponse::getStatus);
    }
}
