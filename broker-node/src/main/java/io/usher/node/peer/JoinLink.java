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
     * @return completes exceptionally when nobody answers
     */
    public CompletionStage<Word> ask(String peerAddress, Standing standing, Duration limit) {
        AskToJoinRequest.Builder request =
                self.toBuilder().setFresh(standing.log().isEmpty()).setWaits(standing.waits());
        standing.log().ifPresent(log -> request.setOrigin(log.origin()).setRevision(log.revision()));
        return ask(channels.channel(peerAddress), request.build(), limit)
                .thenApply(answer -> new Word(
                        Optional.of(answer.getReason()).filter(reason -> isRefusal(answer.getVerdict())),
                        answer.getVerdict() == Verdict.VERDICT_SUPERSEDED,
                        Optional.of(answer.getOrigin()).filter(text -> !text.isEmpty()),
                        answer.getPeerAddressesList()));
    }

    private static boolean isRefusal(Verdict verdict) {
        return verdict == Verdict.VERDICT_REFUSED || verdict == Verdict.VERDICT_SUPERSEDED;
    }

    /**
     * How this broker stands.
     *
     * @param waits whether it waits to be added
     * @param log empty when its storage directory is
     */
    public record Standing(boolean waits, Optional<OwnLog> log) {

        /** Of a broker whose storage directory is empty. */
        public static final Standing FRESH = new Standing(false, Optional.empty());
    }

    /**
     * The log of this broker.
     *
     * @param origin the backup that its site was founded from, in the words of its brokers; empty for none
     * @param revision how far it is, about
     */
    public record OwnLog(String origin, long revision) {}

    /**
     * What the site says.
     *
     * @param refusal why this broker must not begin or go on; empty when it may
     * @param isSuperseded whether that is because the site has begun anew without what this broker's log holds
     * @param origin the backup that the site was founded from, in the words of its brokers
     * @param peerAddresses where its brokers serve each other, host:port; empty when it refuses
     */
    public record Word(
            Optional<String> refusal, boolean isSuperseded, Optional<String> origin, List<String> peerAddresses) {

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
