package io.usher.node.peer;

import io.grpc.ManagedChannel;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.SiteId;
import io.usher.node.replication.Peer;
import io.usher.proto.internal.v1.AskToJoinRequest;
import io.usher.proto.internal.v1.AskToJoinResponse;
import io.usher.proto.internal.v1.AskToJoinResponse.Verdict;
import io.usher.proto.internal.v1.MembershipServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks the site whether this broker may begin or go on. Thread-safe. */
public final class JoinLink {

    private final PeerChannels channels;
    private final AskToJoinRequest self;

    /**
     * Asks for one broker.
     *
     * @param apiAddress where its API is reached, host:port
     */
    public JoinLink(PeerChannels channels, SiteId site, Peer self, String apiAddress, String version) {
        this.channels = channels;
        this.self = AskToJoinRequest.newBuilder()
                .setSite(site.value())
                .setId(self.id().value())
                .setRaftAddress(self.raftAddress())
                .setPeerAddress(self.peerAddress())
                .setApiAddress(apiAddress)
                .setVersion(version)
                .setHighestFeatureLevel(FeatureLevel.highest().value())
                .build();
    }

    /**
     * Asks one broker of the site.
     *
     * @param peerAddress where it serves other brokers, host:port
     * @param fresh whether this broker's storage directory is empty
     * @param waits whether this broker waits to be added
     * @return completes exceptionally when nobody answers
     */
    public CompletionStage<Word> ask(String peerAddress, boolean fresh, boolean waits, Duration limit) {
        AskToJoinRequest request =
                self.toBuilder().setFresh(fresh).setWaits(waits).build();
        return ask(channels.channel(peerAddress), request, limit)
                .thenApply(answer -> new Word(
                        Optional.of(answer.getReason()).filter(r -> answer.getVerdict() == Verdict.VERDICT_REFUSED),
                        Optional.of(answer.getOrigin()).filter(text -> !text.isEmpty()),
                        answer.getPeerAddressesList()));
    }

    /**
     * What the site says.
     *
     * @param refusal why this broker must not begin or go on; empty when it may
     * @param origin the backup that the site was founded from, in the words of its brokers
     * @param peerAddresses where its brokers serve each other, host:port; empty when it refuses
     */
    public record Word(Optional<String> refusal, Optional<String> origin, List<String> peerAddresses) {

        public Word {
            peerAddresses = List.copyOf(peerAddresses);
        }
    }

    static CompletionStage<AskToJoinResponse> ask(ManagedChannel channel, AskToJoinRequest request, Duration limit) {
        return GrpcPrimaryLink.stage(MembershipServiceGrpc.newFutureStub(channel)
                .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
                .askToJoin(request));
    }
}
