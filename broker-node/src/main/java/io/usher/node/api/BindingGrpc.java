package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer.BindingAnswer;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.node.api.mapping.BindingMapping;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.BindingServiceGrpc;
import io.usher.proto.v1.CreateBindingRequest;
import io.usher.proto.v1.CreateBindingResponse;
import io.usher.proto.v1.DeleteBindingRequest;
import io.usher.proto.v1.DeleteBindingResponse;
import io.usher.proto.v1.GetBindingRequest;
import io.usher.proto.v1.GetBindingResponse;
import io.usher.proto.v1.ListBindingsRequest;
import io.usher.proto.v1.ListBindingsResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Hosts that belong to somebody, over gRPC. */
public final class BindingGrpc extends BindingServiceGrpc.BindingServiceImplBase {

    private final Calls calls;

    public BindingGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void createBinding(CreateBindingRequest request, StreamObserver<CreateBindingResponse> observer) {
        calls.answer(
                observer,
                call -> call.submit(BindingMapping.toCommand(request), request.getRequestId())
                        .thenApply(committed -> CreateBindingResponse.newBuilder()
                                .setHeader(call.header(committed))
                                .setBinding(BindingMapping.toProto(((BindingAnswer) committed.reply()).binding()))
                                .build()));
    }

    @Override
    public void getBinding(GetBindingRequest request, StreamObserver<GetBindingResponse> observer) {
        calls.answer(observer, call -> {
            HostId host = new FieldChecks().required("name", () -> Names.binding(request.getName()));
            return call.read(request.getConsistency(), view -> view.bindings().find(host))
                    .thenApply(found -> GetBindingResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setBinding(BindingMapping.toProto(found.value()
                                    .orElseThrow(() -> ApiException.of(
                                            Refusal.of(RefusalReason.BINDING_NOT_FOUND, "host", host)))))
                            .build());
        });
    }

    @Override
    public void listBindings(ListBindingsRequest request, StreamObserver<ListBindingsResponse> observer) {
        calls.answer(observer, call -> {
            Predicate<HostBinding> filter = filter(request);
            Page page = Page.of(
                    request.getPageSize(),
                    request.getPageToken(),
                    "ListBindings",
                    request.getPool(),
                    request.getUser(),
                    request.getDevice());
            CompletionStage<ReadResult<Listing<HostBinding>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(
                            page,
                            view.bindings().all(),
                            binding -> binding.host().value(),
                            filter));
            return listed.thenApply(found -> ListBindingsResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllBindings(found.value().map(BindingMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    private static Predicate<HostBinding> filter(ListBindingsRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<Optional<PoolId>> pool = checks.check("pool", () -> Names.optional(request.getPool(), Names::pool));
        Supplier<Optional<BindingOwner>> user =
                checks.check("user", () -> Names.optional(request.getUser(), BindingMapping::user));
        Supplier<Optional<BindingOwner>> device =
                checks.check("device", () -> Names.optional(request.getDevice(), BindingMapping::device));
        return checks.result(
                () -> binding -> pool.get().map(binding.pool()::equals).orElse(true)
                        && user.get().map(binding.owner()::equals).orElse(true)
                        && device.get().map(binding.owner()::equals).orElse(true));
    }

    @Override
    public void deleteBinding(DeleteBindingRequest request, StreamObserver<DeleteBindingResponse> observer) {
        calls.answer(observer, call -> {
            HostId host = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.binding(request.getName()));
            return call.submit(new DeleteBinding(host), request.getRequestId())
                    .thenApply(committed -> DeleteBindingResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }
}
