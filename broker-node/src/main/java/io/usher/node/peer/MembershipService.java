package io.usher.node.peer;

import io.grpc.stub.StreamObserver;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.SiteId;
import io.usher.node.primary.Newcomers;
import io.usher.node.primary.Newcomers.Newcomer;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.Peer;
import io.usher.node.replication.raft.Replication;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.proto.internal.v1.AskToJoinRequest;
import io.usher.proto.internal.v1.AskToJoinResponse;
import io.usher.proto.internal.v1.AskToJoinResponse.Verdict;
import io.usher.proto.internal.v1.MembershipServiceGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells brokers whether they may begin or go on, and takes note of those that wait. */
public final class MembershipService extends MembershipServiceGrpc.MembershipServiceImplBase {

    private static final Duration TIME = Duration.ofSeconds(2);

    private final SiteId site;
    private final Replication replication;
    private final PeerChannels channels;
    private final Newcomers newcomers;

    public MembershipService(SiteId site, Replication replication, PeerChannels channels, Newcomers newcomers) {
        this.site = site;
        this.replication = replication;
        this.channels = channels;
        this.newcomers = newcomers;
    }

    @Override
    public void askToJoin(AskToJoinRequest request, StreamObserver<AskToJoinResponse> observer) {
        judge(request).whenComplete((answer, failure) -> PeerService.answer(observer, answer, failure));
    }

    private CompletionStage<AskToJoinResponse> judge(AskToJoinRequest request) {
        if (!request.getSite().equals(site.value())) {
            return refused("this is site " + site + ", expected site " + request.getSite()
                    + "; correct site.id, or the address of the site to join");
        }
        BrokerId id = new BrokerId(request.getId());
        if (isOfTheSiteBefore(request)) {
            return refused(
                    Verdict.VERDICT_SUPERSEDED,
                    "site " + site + " has begun anew at revision " + replication.appliedIndex()
                            + ", by 'usher site recover' or from a backup; broker " + id
                            + " comes with the log of the site before, which must not mix with it. Give it an empty"
                            + " storage directory, keep the old one, and start it with --join");
        }
        return replication
                .read(Freshness.STALE, Deadline.after(TIME), view -> new Known(view.broker(id), view.featureLevel()))
                .thenCompose(found -> judge(request, id, found.value()));
    }

    /** What the site knows of a broker, and what it has to support. */
    private record Known(Optional<BrokerProfile> broker, FeatureLevel level) {}

    private CompletionStage<AskToJoinResponse> judge(AskToJoinRequest request, BrokerId id, Known known) {
        FeatureLevel highest = highest(request);
        if (!highest.covers(known.level())) {
            return refused("broker " + id + ", version " + request.getVersion() + ", supports feature levels up to "
                    + highest + ", and site " + site + " is at " + known.level()
                    + "; install a version on it that is as new as those of the other brokers");
        }
        return judge(request, id, known.broker());
    }

    /** A release from before there were levels says nothing. */
    private static FeatureLevel highest(AskToJoinRequest request) {
        return new FeatureLevel(Math.max(FeatureLevel.FIRST.value(), request.getHighestFeatureLevel()));
    }

    /** One that comes from a later site than this one must be the one that stays. */
    private boolean isOfTheSiteBefore(AskToJoinRequest request) {
        return request.hasRevision()
                && !request.getOrigin().equals(origin())
                && SiteOrigin.isBefore(request.getRevision(), replication.appliedIndex());
    }

    private String origin() {
        return replication.origin().map(SiteOrigin::toString).orElse("");
    }

    private CompletionStage<AskToJoinResponse> judge(
            AskToJoinRequest request, BrokerId id, Optional<BrokerProfile> known) {
        if (known.isPresent() && !known.get().isMember()) {
            return refused(
                    "broker " + id + " was removed from site " + site + ", and its id is not used again; give the"
                            + " machine another broker.id and an empty storage directory, then add it");
        }
        if (known.isPresent() && request.getFresh()) {
            return refused("broker " + id + " belongs to site " + site
                    + " and comes with an empty storage directory: it"
                    + " has forgotten what it voted for and acknowledged. Check that the right disk is mounted. If its"
                    + " data is lost, start it under another id, as with --broker-id " + id + "-2 --join, and run"
                    + " 'usher broker replace " + id + " --with " + id + "-2'");
        }
        if (replication.members().find(id).isPresent()) {
            return answer(Verdict.VERDICT_MEMBER);
        }
        if (request.getWaits() && replication.leading()) {
            newcomers.heard(new Newcomer(
                    new Peer(id, request.getRaftAddress(), request.getPeerAddress()),
                    request.getApiAddress(),
                    request.getVersion(),
                    highest(request)));
        }
        return request.getPassedOn() || replication.leading() ? answer(Verdict.VERDICT_WAIT) : passOn(request);
    }

    /** The primary knows the latest, and is the one who adds. */
    private CompletionStage<AskToJoinResponse> passOn(AskToJoinRequest request) {
        Optional<Peer> primary = replication.otherPrimary();
        return primary.isEmpty()
                ? answer(Verdict.VERDICT_WAIT)
                : JoinLink.ask(
                        channels.channel(primary.get()),
                        request.toBuilder().setPassedOn(true).build(),
                        TIME);
    }

    private CompletionStage<AskToJoinResponse> answer(Verdict verdict) {
        return CompletableFuture.completedFuture(AskToJoinResponse.newBuilder()
                .setVerdict(verdict)
                .setOrigin(origin())
                .addAllPeerAddresses(replication.members().all().stream()
                        .map(Peer::peerAddress)
                        .toList())
                .build());
    }

    private static CompletionStage<AskToJoinResponse> refused(String reason) {
        return refused(Verdict.VERDICT_REFUSED, reason);
    }

    private static CompletionStage<AskToJoinResponse> refused(Verdict verdict, String reason) {
        return CompletableFuture.completedFuture(AskToJoinResponse.newBuilder()
                .setVerdict(verdict)
                .setReason(reason)
                .build());
    }
}
