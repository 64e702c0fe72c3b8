package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.ResourceAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.CreateResource;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateResource;
import io.usher.core.model.FilterFacts;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceSettings;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.ResourceMapping;
import io.usher.node.api.mapping.UserFacts;
import io.usher.node.api.mapping.UserResourceMapping;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.CreateResourceResponse;
import io.usher.proto.v1.DeleteResourceRequest;
import io.usher.proto.v1.DeleteResourceResponse;
import io.usher.proto.v1.GetResourceRequest;
import io.usher.proto.v1.GetResourceResponse;
import io.usher.proto.v1.ListResourcesRequest;
import io.usher.proto.v1.ListResourcesResponse;
import io.usher.proto.v1.ListUserResourcesRequest;
import io.usher.proto.v1.ListUserResourcesResponse;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.UpdateResourceRequest;
import io.usher.proto.v1.UpdateResourceResponse;
import io.usher.proto.v1.UserResource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Published desktops and applications over gRPC. */
public final class ResourceGrpc extends ResourceServiceGrpc.ResourceServiceImplBase {

    private final Calls calls;

    public ResourceGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void createResource(CreateResourceRequest request, StreamObserver<CreateResourceResponse> observer) {
        calls.answer(observer, call -> {
            CreateResource command = ResourceMapping.toCommand(request);
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> CreateResourceResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .setResource(ResourceMapping.toProto(((ResourceAnswer) committed.reply()).resource()))
                            .build());
        });
    }

    @Override
    public void getResource(GetResourceRequest request, StreamObserver<GetResourceResponse> observer) {
        calls.answer(observer, call -> {
            ResourceId id = new FieldChecks().required("name", () -> Names.resource(request.getName()));
            return call.read(request.getConsistency(), view -> view.resource(id))
                    .thenApply(found -> GetResourceResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setResource(ResourceMapping.toProto(
                                    found.value().orElseThrow(() -> ApiException.of(notFound(id)))))
                            .build());
        });
    }

    @Override
    public void listResources(ListResourcesRequest request, StreamObserver<ListResourcesResponse> observer) {
        calls.answer(observer, call -> {
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListResources");
            CompletionStage<ReadResult<Listing<io.usher.core.model.Resource>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(
                            page, view.resources(), resource -> resource.id().value(), resource -> true));
            return listed.thenApply(found -> ListResourcesResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllResources(found.value().map(ResourceMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void listUserResources(
            ListUserResourcesRequest request, StreamObserver<ListUserResourcesResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks();
            Supplier<UserFacts> read = UserFacts.of(checks, ClientScope.of(request), ClientAddress.current());
            UserFacts user = checks.result(read);
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListUserResources " + user.user());
            return call.read(request.getConsistency(), view -> visible(view, user, page, request.getShowHidden()))
                    .thenApply(found -> ListUserResourcesResponse.newBuilder()
                            .setHeader(call.header(found))
                            .addAllResources(found.value().objects())
                            .setNextPageToken(found.value().nextToken(page))
                            .build());
        });
    }

    /** The clock of this broker tells what is now: log time stands still while nobody asks for anything. */
    private static Listing<UserResource> visible(BrokerView view, UserFacts user, Page page, boolean showHidden) {
        FilterFacts facts = user.at(view.now().max(new LogTime(System.currentTimeMillis())));
        Listing<io.usher.core.model.Resource> listed = Listing.of(
                page,
                view.resources(),
                resource -> resource.id().value(),
                resource -> showHidden || UserResourceMapping.isVisible(view, resource, facts));
        return listed.map(resource -> UserResourceMapping.toProto(view, resource, facts, showHidden));
    }

    @Override
    public void updateResource(UpdateResourceRequest request, StreamObserver<UpdateResourceResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<ResourceId> id = checks.check(
                    "resource.name", () -> Names.resource(request.getResource().getName()));
            Supplier<Update.Wish<Resource>> wish =
                    Update.Wish.of(checks, request.getResource(), request.getUpdateMask(), ResourceMapping.MUTABLE);
            return checks.result(() -> Update.run(call, new ResourceKind(id.get()), wish.get(), request.getRequestId()))
                    .thenApply(updated -> UpdateResourceResponse.newBuilder()
                            .setHeader(updated.header())
                            .setResource(updated.object())
                            .build());
        });
    }

    @Override
    public void deleteResource(DeleteResourceRequest request, StreamObserver<DeleteResourceResponse> observer) {
        calls.answer(observer, call -> {
            ResourceId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.resource(request.getName()));
            return call.submit(new DeleteResource(id), request.getRequestId())
                    .thenApply(committed -> DeleteResourceResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }

    private static Refusal notFound(ResourceId id) {
        return Refusal.of(RefusalReason.RESOURCE_NOT_FOUND, "resource", id);
    }

    private record ResourceKind(ResourceId id) implements Update.Kind<Resource> {

        @Override
        public Optional<Update.Versioned<Resource>> find(BrokerView view) {
            return view.resource(id)
                    .map(resource -> new Update.Versioned<>(ResourceMapping.toProto(resource), resource.changed()));
        }

        @Override
        public Refusal notFound() {
            return ResourceGrpc.notFound(id);
        }

        @Override
        public Command replace(Resource contents, LogPosition expected) {
            FieldChecks checks = new FieldChecks();
            Supplier<ResourceSettings> settings = ResourceMapping.settings(checks, contents);
            ResourceMapping.checkCommandLine(checks, contents);
            return checks.result(() -> new UpdateResource(id, Optional.of(expected), settings.get()));
        }

        @Override
        public Optional<Resource> answered(Answer answer) {
            return answer instanceof ResourceAnswer told && told.resource().id().equals(id)
                    ? Optional.of(ResourceMapping.toProto(told.resource()))
                    : Optional.empty();
        }
    }
}
