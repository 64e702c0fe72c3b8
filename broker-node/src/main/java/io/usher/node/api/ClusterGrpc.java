package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.model.FeatureLevel;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.node.api.mapping.ReplicaStatusMapping;
import io.usher.node.api.mapping.Times;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicaStatus;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetBrokerStatusRequest;
import io.usher.proto.v1.GetBrokerStatusResponse;
import io.usher.proto.v1.GetClusterStatusRequest;
import io.usher.proto.v1.GetClusterStatusResponse;
import io.usher.proto.v1.GetStateDigestRequest;
import io.usher.proto.v1.GetStateDigestResponse;
import io.usher.proto.v1.ResponseHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Leadership and health of the brokers over gRPC. Never waits for a quorum. */
public final class ClusterGrpc extends ClusterServiceGrpc.ClusterServiceImplBase {

    /** A broker that takes longer to say how it stands does not stand well. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Calls calls;
    private final LocalReplica replica;
    private final OtherBrokers others;
    private final BrokerFacts facts;
    private final Executor diskReaders;

    /** The status of one broker as its replication tells it and as it is shown. */
    private record Own(ReplicaStatus replica, BrokerStatus shown) {}

    /**
     * Answers for one broker.
     *
     * @param diskReaders may wait for a disk
     */
    public ClusterGrpc(
            Calls calls, LocalReplica replica, OtherBrokers others, BrokerFacts facts, Executor diskReaders) {
        this.calls = calls;
        this.replica = replica;
        this.others = others;
        this.facts = facts;
        this.diskReaders = diskReaders;
    }

    @Override
    public void getClusterStatus(GetClusterStatusRequest request, StreamObserver<GetClusterStatusResponse> observer) {
        calls.answer(observer, call -> {
            List<CompletableFuture<BrokerStatus>> asked = askOthers();
            return own().thenCombine(
                            known(call), (own, known) -> new Answer(own, call.header(known), known.value(), standbys()))
                    .thenCombine(all(asked), (answer, statuses) -> answer.with(statuses, facts.siteId()));
        });
    }

    @Override
    public void getBrokerStatus(GetBrokerStatusRequest request, StreamObserver<GetBrokerStatusResponse> observer) {
        calls.answer(
                observer,
                call -> own().thenCombine(
                                header(call),
                                (own, header) -> GetBrokerStatusResponse.newBuilder()
                                        .setHeader(header)
                                        .setStatus(own.shown())
                                        .build()));
    }

    @Override
    public void getStateDigest(GetStateDigestRequest request, StreamObserver<GetStateDigestResponse> observer) {
        calls.answer(observer, call -> {
            if (request.getMinRevision() < 0) {
                throw InvalidFieldsException.of(
                        "min_revision", "must not be negative, found " + request.getMinRevision());
            }
            return replica.digest(request.getMinRevision(), call.deadline())
                    .thenApply(digest -> GetStateDigestResponse.newBuilder()
                            .setHeader(calls.headers().of(digest.revision()))
                            .setDigest(digest.digest())
                            .build());
        });
    }

    private Set<String> standbys() {
        return others.known().entrySet().stream()
                .filter(other -> !other.getValue().votes())
                .map(other -> other.getKey().value())
                .collect(Collectors.toSet());
    }

    private record Answer(Own own, ResponseHeader header, FeatureLevel featureLevel, Set<String> standbys) {

        GetClusterStatusResponse with(List<BrokerStatus> statuses, String siteId) {
            List<BrokerStatus> all = new ArrayList<>(List.of(own.shown()));
            for (BrokerStatus status : statuses) {
                boolean silent = !status.getError().isEmpty();
                all.add(silent ? ReplicaStatusMapping.withContact(status, own.replica()) : status);
            }
            ClusterPicture picture = new ClusterPicture(all, standbys);
            return GetClusterStatusResponse.newBuilder()
                    .setHeader(header)
                    .setSiteId(siteId)
                    .addAllBrokers(picture.brokers())
                    .setHasQuorum(picture.hasQuorum())
                    .setFeatureLevel(featureLevel.value())
                    .setAttainableFeatureLevel(SupportedLevels.attainable(all).orElse(0))
                    .build();
        }
    }

    private CompletionStage<Own> own() {
        return CompletableFuture.supplyAsync(this::readOwn, diskReaders);
    }

    private Own readOwn() {
        try {
            ReplicaStatus status = replica.status();
            BrokerStatus.Builder shown = ReplicaStatusMapping.toProto(status).toBuilder()
                    .setApiAddress(facts.apiAddress())
                    .setPeerAddress(facts.peerAddress())
                    .setVersion(facts.version())
                    .setHighestFeatureLevel(FeatureLevel.highest().value())
                    .setUptime(Times.of(Duration.between(facts.started(), Instant.now())));
            return new Own(status, shown.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletionStage<ResponseHeader> header(Call call) {
        return known(call).thenApply(call::header);
    }

    private static CompletionStage<ReadResult<FeatureLevel>> known(Call call) {
        return call.read(Freshness.STALE, BrokerView::featureLevel);
    }

    private List<CompletableFuture<BrokerStatus>> askOthers() {
        List<CompletableFuture<BrokerStatus>> asked = new ArrayList<>();
        others.known()
                .forEach((broker, addresses) -> asked.add(others.ask(broker, Deadline.after(PATIENCE))
                        .exceptionally(failure -> BrokerStatus.newBuilder()
                                .setBroker(broker.value())
                                .setApiAddress(addresses.api())
                                .setPeerAddress(addresses.raft())
                                .setError(StatusMapping.plainText(failure))
                                .build())
                        .toCompletableFuture()));
        return asked;
    }

    private static CompletableFuture<List<BrokerStatus>> all(List<CompletableFuture<BrokerStatus>> asked) {
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }
}
