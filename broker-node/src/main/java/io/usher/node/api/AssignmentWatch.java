package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.UserName;
import io.usher.core.model.Wish;
import io.usher.core.state.BrokerView;
import io.usher.core.state.EndedWait;
import io.usher.node.api.mapping.AnswerForms;
import io.usher.node.api.mapping.QueueMapping;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.WatchAssignmentResponse;
import java.util.Optional;

/** One client that waits and is told what comes of it. Thread-safe. */
final class AssignmentWatch {

    /** Where its place is at a moment: waited for, or ended, or neither where it was never taken or ended long ago. */
    record Look(Optional<QueueEntry> waiting, int position, Optional<EndedWait> ended) {

        static Look at(BrokerView view, QueueEntryId id, Optional<Integer> position) {
            return new Look(view.queueEntry(id), position.orElse(0), view.endedWait(id));
        }

        /** Who waits or waited. */
        Optional<UserName> user() {
            return waiting.map(QueueEntry::wish)
                    .or(() -> ended.map(EndedWait::wish))
                    .map(Wish::user);
        }
    }

    private final QueueEntryId id;
    private final AnswerForms forms;
    private final ServerCallStreamObserver<WatchAssignmentResponse> observer;
    private int told;
    private boolean over;

    AssignmentWatch(QueueEntryId id, AnswerForms forms, ServerCallStreamObserver<WatchAssignmentResponse> observer) {
        this.id = id;
        this.forms = forms;
        this.observer = observer;
    }

    QueueEntryId id() {
        return id;
    }

    /** Tells a position that is new, or any one to show that the broker is there; a slow client is told later. */
    synchronized void tellPosition(ResponseHeader header, Look look, boolean evenIfKnown) {
        boolean isNews = evenIfKnown || look.position() != told;
        if (!over && isNews && observer.isReady()) {
            told = look.position();
            observer.onNext(WatchAssignmentResponse.newBuilder()
                    .setHeader(header)
                    .setQueueEntry(QueueMapping.toProto(look.waiting().orElseThrow(), look.position()))
                    .build());
        }
    }

    /** Tells the outcome, once. */
    void finish(Call call, ResponseHeader header, Optional<EndedWait> ended, Assignments assignments) {
        if (!begin()) {
            return;
        }
        if (ended.isEmpty()) {
            refuse(Refusal.of(RefusalReason.NOT_WAITING, "entry", id));
        } else if (ended.get().outcome() instanceof Granted granted) {
            assignments.of(call, granted, ended.get().wish().resource(), forms).whenComplete((assignment, failure) -> {
                if (failure != null) {
                    observer.onError(StatusMapping.toStatus(failure));
                } else {
                    tell(header, assignment);
                }
            });
        } else {
            refuse((Refusal) ended.get().outcome());
        }
    }

    /** Ends the stream, because the broker stops or cannot tell; the client goes on with another one. */
    void fail(Throwable failure) {
        if (begin()) {
            observer.onError(StatusMapping.toStatus(failure));
        }
    }

    /** The client has gone. */
    synchronized void leave() {
        over = true;
    }

    private synchronized boolean begin() {
        boolean first = !over;
        over = true;
        return first;
    }

    private void tell(ResponseHeader header, Assignment assignment) {
        observer.onNext(WatchAssignmentResponse.newBuilder()
                .setHeader(header)
                .setAssignment(assignment)
                .build());
        observer.onCompleted();
    }

    private void refuse(Refusal refusal) {
        observer.onError(StatusMapping.toStatus(ApiException.of(refusal)));
    }
}
