package io.usher.node.peer;

import io.usher.node.primary.HostPing;
import io.usher.node.primary.PingAnswer;
import io.usher.node.primary.PingLink;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.internal.v1.PingHostsResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Carries pings to the primary over gRPC. Thread-safe. */
public final class GrpcPingLink implements PingLink {

    private final Supplier<Optional<Peer>> primary;
    private final PeerChannels channels;

    /** @param primary the other broker that leads at present, as far as this one knows */
    public GrpcPingLink(Supplier<Optional<Peer>> primary, PeerChannels channels) {
        this.primary = primary;
        this.channels = channels;
    }

    @Override
    public CompletionStage<List<PingAnswer>> pass(List<HostPing> pings, Deadline deadline) {
        Optional<Peer> target = primary.get();
        if (target.isEmpty()) {
            return noPrimary("this broker knows of no other broker that leads");
        }
        return GrpcPrimaryLink.stage(
                        channels.stub(target.get(), deadline.remaining().toMillis())
                                .pingHosts(PingMessages.request(pings)))
                .handle((response, broken) -> broken == null
                        ? answers(response, pings.size())
                        : noPrimary("the broker that is taken for the primary cannot be reached"))
                .thenCompose(answers -> answers);
    }

    private static CompletionStage<List<PingAnswer>> answers(PingHostsResponse response, int expected) {
        return response.getResultsCount() == expected
                ? CompletableFuture.completedFuture(PingMessages.answers(response))
                : noPrimary("the broker that was asked does not lead");
    }

    private static CompletionStage<List<PingAnswer>> noPrimary(String message) {
        return CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, message));
    }
}
