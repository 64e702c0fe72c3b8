package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.LeaveQueue;
import io.usher.core.model.QueueEntryId;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.CancelQueueEntryRequest;
import io.usher.proto.v1.CancelQueueEntryResponse;
import io.usher.proto.v1.ListQueueEntriesRequest;
import io.usher.proto.v1.ListQueueEntriesResponse;
import io.usher.proto.v1.QueueEntry;
import io.usher.proto.v1.QueueServiceGrpc;
import io.usher.proto.v1.WatchAssignmentRequest;
import io.usher.proto.v1.WatchAssignmentResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Those who wait, over gRPC. */
public final class QueueGrpc extends QueueServiceGrpc.QueueServiceImplBase {

    private final Calls calls;
    private final AssignmentWatches watches;

    public QueueGrpc(Calls calls, AssignmentWatches watches) {
        this.calls = calls;
        this.watches = watches;
    }

    @Override
    public void watchAssignment(WatchAssignmentRequest request, StreamObserver<WatchAssignmentResponse> observer) {
        watches.start(request, observer);
    }

    @Override
    public void listQueueEntries(ListQueueEntriesRequest request, StreamObserver<ListQueueEntriesResponse> observer) {
        calls.answer(observer, call -> {
            QueueListing wanted = QueueListing.of(request);
            Page page = QueueListing.page(request);
            CompletionStage<ReadResult<Listing<QueueEntry>>> listed =
                    call.read(request.getConsistency(), view -> wanted.query(view, page));
            return listed.thenApply(found -> ListQueueEntriesResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllQueueEntries(found.value().objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void cancelQueueEntry(CancelQueueEntryRequest request, StreamObserver<CancelQueueEntryResponse> observer) {
        calls.answer(observer, call -> {
            QueueEntryId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.queueEntry(request.getName()));
            return requireOwn(call, id)
                    .thenCompose(own -> call.submit(new LeaveQueue(id), request.getRequestId()))
                    .thenApply(committed -> CancelQueueEntryResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }

    /** A client gives up its own places alone; what is no place is told by the command itself. */
    private static CompletionStage<Boolean> requireOwn(Call call, QueueEntryId id) {
        Caller caller = Caller.current();
        if (ClientScope.givesUpAnybodysPlace(caller)) {
            return CompletableFuture.completedFuture(true);
        }
        return call.read(Freshness.LINEARIZABLE, view -> view.queueEntry(id)).thenApply(found -> {
            found.value().ifPresent(entry -> caller.requireUser(entry.wish().user()));
            return true;
        });
    }
}
