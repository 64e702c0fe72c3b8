package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.LogonsControlled;
import io.usher.core.command.Answer.PoolAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.CreatePool;
import io.usher.core.command.DeletePool;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdatePool;
import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.PoolCounts;
import io.usher.node.api.mapping.PoolMapping;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ControlPoolLogonsRequest;
import io.usher.proto.v1.ControlPoolLogonsResponse;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreatePoolResponse;
import io.usher.proto.v1.DeletePoolRequest;
import io.usher.proto.v1.DeletePoolResponse;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdatePoolResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Pools over gRPC. */
public final class PoolGrpc extends PoolServiceGrpc.PoolServiceImplBase {

    private final Calls calls;

    public PoolGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void createPool(CreatePoolRequest request, StreamObserver<CreatePoolResponse> observer) {
        calls.answer(observer, call -> {
            CreatePool command = PoolMapping.toCommand(request);
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> CreatePoolResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .setPool(PoolMapping.toProto(((PoolAnswer) committed.reply()).pool()))
                            .build());
        });
    }

    @Override
    public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> observer) {
        calls.answer(observer, call -> {
            PoolId id = new FieldChecks().required("name", () -> Names.pool(request.getName()));
            return call.read(request.getConsistency(), view -> view.pool(id).map(pool -> PoolCounts.of(pool, view)))
                    .thenApply(found -> GetPoolResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setPool(
                                    PoolMapping.toProto(found.value().orElseThrow(() -> ApiException.of(notFound(id)))))
                            .build());
        });
    }

    @Override
    public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
        calls.answer(observer, call -> {
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListPools");
            CompletionStage<ReadResult<Listing<PoolCounts>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(page, view.pools(), pool -> pool.id().value(), pool -> true)
                            .map(pool -> PoolCounts.of(pool, view)));
            return listed.thenApply(found -> ListPoolsResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllPools(found.value().map(PoolMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void updatePool(UpdatePoolRequest request, StreamObserver<UpdatePoolResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<PoolId> id =
                    checks.check("pool.name", () -> Names.pool(request.getPool().getName()));
            Supplier<Update.Wish<Pool>> wish =
                    Update.Wish.of(checks, request.getPool(), request.getUpdateMask(), PoolMapping.MUTABLE);
            return checks.result(() -> Update.run(call, new PoolKind(id.get()), wish.get(), request.getRequestId()))
                    .thenApply(updated -> UpdatePoolResponse.newBuilder()
                            .setHeader(updated.header())
                            .setPool(updated.object())
                            .build());
        });
    }

    @Override
    public void controlPoolLogons(
            ControlPoolLogonsRequest request, StreamObserver<ControlPoolLogonsResponse> observer) {
        calls.answer(
                observer,
                call -> call.submit(PoolMapping.toCommand(request), request.getRequestId())
                        .thenApply(committed -> ControlPoolLogonsResponse.newBuilder()
                                .setHeader(call.header(committed))
                                .setChangedHostCount(((LogonsControlled) committed.reply()).hosts())
                                .build()));
    }

    @Override
    public void deletePool(DeletePoolRequest request, StreamObserver<DeletePoolResponse> observer) {
        calls.answer(observer, call -> {
            PoolId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.pool(request.getName()));
            return call.submit(new DeletePool(id), request.getRequestId())
                    .thenApply(committed -> DeletePoolResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }

    private static Refusal notFound(PoolId id) {
        return Refusal.of(RefusalReason.POOL_NOT_FOUND, "pool", id);
    }

    private record PoolKind(PoolId id) implements Update.Kind<Pool> {

        @Override
        public Optional<Update.Versioned<Pool>> find(BrokerView view) {
            return view.pool(id).map(pool -> new Update.Versioned<>(PoolMapping.toProto(pool), pool.changed()));
        }

        @Override
        public Refusal notFound() {
            return PoolGrpc.notFound(id);
        }

        @Override
        public Command replace(Pool contents, LogPosition expected) {
            FieldChecks checks = new FieldChecks();
            Supplier<PoolMapping.Contents> read = PoolMapping.contents(checks, contents);
            return checks.result(() -> new UpdatePool(
                    id,
                    Optional.of(expected),
                    read.get().description(),
                    read.get().settings()));
        }

        @Override
        public Optional<Pool> answered(Answer answer) {
            return answer instanceof PoolAnswer pool && pool.pool().id().equals(id)
                    ? Optional.of(PoolMapping.toProto(pool.pool()))
                    : Optional.empty();
        }
    }
}
