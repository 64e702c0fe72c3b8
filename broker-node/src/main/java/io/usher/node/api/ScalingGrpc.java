package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ScalingAdvised;
import io.usher.core.model.PoolId;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.ScalingMapping;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ListScalingAdviceRequest;
import io.usher.proto.v1.ListScalingAdviceResponse;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.ScalingServiceGrpc;
import io.usher.proto.v1.WatchScalingAdviceRequest;
import io.usher.proto.v1.WatchScalingAdviceResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Advice for provisioners over gRPC. */
public final class ScalingGrpc extends ScalingServiceGrpc.ScalingServiceImplBase {

    private final Calls calls;
    private final WatchStreams watches;

    public ScalingGrpc(Calls calls, WatchStreams watches) {
        this.calls = calls;
        this.watches = watches;
    }

    @Override
    public void listScalingAdvice(
            ListScalingAdviceRequest request, StreamObserver<ListScalingAdviceResponse> observer) {
        calls.answer(observer, call -> {
            Advised wanted = Advised.of(request.getPool());
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListScalingAdvice", request.getPool());
            CompletionStage<ReadResult<Listing<ScalingAdvice>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(page, view.scalingAdvice(), Advised::key, wanted::isWanted));
            return listed.thenApply(found -> ListScalingAdviceResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllAdvice(found.value().map(ScalingMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void watchScalingAdvice(
            WatchScalingAdviceRequest request, StreamObserver<WatchScalingAdviceResponse> observer) {
        watches.start(observer, request.getAfterRevision(), () -> Advised.of(request.getPool()));
    }

    /**
     * Advice for one pool or for all.
     *
     * @param pool only for this pool; empty for all
     */
    private record Advised(Optional<PoolId> pool)
            implements Watch<ScalingAdvice, io.usher.proto.v1.ScalingAdvice, WatchScalingAdviceResponse> {

        static Advised of(String pool) {
            return new Advised(new FieldChecks().required("pool", () -> Names.optional(pool, Names::pool)));
        }

        /** In order of position and pool, as they are kept, also as text. */
        static String key(ScalingAdvice advice) {
            return String.format(
                    "%020d-%010d-%s",
                    advice.position().index(), advice.position().ordinal(), advice.pool());
        }

        boolean isWanted(ScalingAdvice advice) {
            return pool.map(advice.pool()::equals).orElse(true);
        }

        @Override
        public List<ScalingAdvice> present(BrokerView view) {
            return view.scalingAdvice().stream().filter(this::isWanted).toList();
        }

        @Override
        public io.usher.proto.v1.ScalingAdvice present(ScalingAdvice advice) {
            return ScalingMapping.toProto(advice);
        }

        @Override
        public Optional<io.usher.proto.v1.ScalingAdvice> change(Event event) {
            return event instanceof ScalingAdvised advised && isWanted(advised.advice())
                    ? Optional.of(ScalingMapping.toProto(advised.advice()))
                    : Optional.empty();
        }

        @Override
        public WatchScalingAdviceResponse message(
                ResponseHeader header, List<io.usher.proto.v1.ScalingAdvice> changes, boolean initial) {
            return WatchScalingAdviceResponse.newBuilder()
                    .setHeader(header)
                    .addAllAdvice(changes)
                    .setInitial(initial)
                    .build();
        }
    }
}
