package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer.ActionsRequested;
import io.usher.node.api.mapping.ActionMapping;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.ListActionsRequest;
import io.usher.proto.v1.ListActionsResponse;
import io.usher.proto.v1.RequestActionsRequest;
import io.usher.proto.v1.RequestActionsResponse;

/** What hosts are asked to do, over gRPC. */
public final class ActionGrpc extends ActionServiceGrpc.ActionServiceImplBase {

    private final Calls calls;

    public ActionGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void requestActions(RequestActionsRequest request, StreamObserver<RequestActionsResponse> observer) {
        calls.answer(
                observer,
                call -> call.submit(ActionMapping.toCommand(request), request.getRequestId())
                        .thenApply(committed -> {
                            ActionsRequested answer = (ActionsRequested) committed.reply();
                            return RequestActionsResponse.newBuilder()
                                    .setHeader(call.header(committed))
                                    .setBatch(answer.batch().toString())
                                    .setRequestedCount(answer.requested())
                                    .setSkippedCount(answer.skipped())
                                    .setLeftCount(answer.left())
                                    .build();
                        }));
    }

    @Override
    public void listActions(ListActionsRequest request, StreamObserver<ListActionsResponse> observer) {
        calls.answer(observer, call -> {
            ActionListing wanted = ActionListing.of(request);
            Page page = ActionListing.page(request);
            return call.read(request.getConsistency(), view -> wanted.query(view, page))
                    .thenApply(found -> ListActionsResponse.newBuilder()
                            .setHeader(call.header(found))
                            .addAllActions(
                                    found.value().map(ActionMapping::toProto).objects())
                            .setNextPageToken(found.value().nextToken(page))
                            .build());
        });
    }
}
