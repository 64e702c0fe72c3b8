package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.Answer.Queued;
import io.usher.core.command.Answer.SessionAnswer;
import io.usher.core.command.AssignSession;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.node.api.mapping.AnswerForms;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.QueueMapping;
import io.usher.node.api.mapping.SessionMapping;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Freshness;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.DisconnectSessionRequest;
import io.usher.proto.v1.DisconnectSessionResponse;
import io.usher.proto.v1.EndSessionRequest;
import io.usher.proto.v1.EndSessionResponse;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.GetSessionResponse;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.WatchSessionsRequest;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.concurrent.CompletionStage;

/** Assignments and sessions over gRPC. */
public final class SessionGrpc extends SessionServiceGrpc.SessionServiceImplBase {

    private final Calls calls;
    private final Assignments assignments;
    private final WatchStreams watches;

    public SessionGrpc(Calls calls, Tickets tickets, WatchStreams watches) {
        this.calls = calls;
        this.assignments = new Assignments(tickets);
        this.watches = watches;
    }

    @Override
    public void assignSession(AssignSessionRequest request, StreamObserver<AssignSessionResponse> observer) {
        calls.answer(observer, call -> {
            AssignSession command = SessionMapping.toCommand(ClientScope.of(request), ClientAddress.current());
            AnswerForms forms = AnswerForms.of(request);
            return call.submit(command, request.getRequestId())
                    .thenCompose(committed -> committed.reply() instanceof Queued queued
                            ? place(call, queued).thenApply(builder -> response(call, committed, builder))
                            : assignments
                                    .of(call, (Granted) committed.reply(), command.resource(), forms)
                                    .thenApply(assignment -> response(
                                            call,
                                            committed,
                                            AssignSessionResponse.newBuilder().setAssignment(assignment))));
        });
    }

    private static AssignSessionResponse response(
            Call call, Committed committed, AssignSessionResponse.Builder builder) {
        return builder.setHeader(call.header(committed)).build();
    }

    /** Without its position where the wait is over by now, as the watch will tell. */
    private static CompletionStage<AssignSessionResponse.Builder> place(Call call, Queued queued) {
        return call.read(
                        Freshness.LINEARIZABLE,
                        view -> view.queueEntry(queued.entry())
                                .map(entry -> QueueMapping.toProto(
                                        entry, QueueMapping.positions(view).getOrDefault(entry.id(), 0))))
                .thenApply(found -> AssignSessionResponse.newBuilder()
                        .setQueueEntry(found.value().orElseGet(() -> QueueMapping.ended(queued))));
    }

    @Override
    public void getSession(GetSessionRequest request, StreamObserver<GetSessionResponse> observer) {
        calls.answer(observer, call -> {
            SessionId id = new FieldChecks().required("name", () -> Names.session(request.getName()));
            return call.read(request.getConsistency(), view -> view.session(id))
                    .thenApply(found -> GetSessionResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setSession(SessionMapping.toProto(found.value().orElseThrow(() -> notFound(id))))
                            .build());
        });
    }

    @Override
    public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsResponse> observer) {
        calls.answer(observer, call -> {
            SessionListing wanted = SessionListing.of(request);
            Page page = SessionListing.page(request);
            return call.read(request.getConsistency(), view -> wanted.query(view, page))
                    .thenApply(found -> ListSessionsResponse.newBuilder()
                            .setHeader(call.header(found))
                            .addAllSessions(
                                    found.value().map(SessionMapping::toProto).objects())
                            .setNextPageToken(found.value().nextToken(page))
                            .build());
        });
    }

    @Override
    public void disconnectSession(
            DisconnectSessionRequest request, StreamObserver<DisconnectSessionResponse> observer) {
        calls.answer(observer, call -> {
            DisconnectSession command = new DisconnectSession(id(request.getRequestId(), request.getName()));
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> DisconnectSessionResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .setSession(SessionMapping.toProto(sessionIn(committed)))
                            .build());
        });
    }

    @Override
    public void endSession(EndSessionRequest request, StreamObserver<EndSessionResponse> observer) {
        calls.answer(observer, call -> {
            EndSession command = new EndSession(id(request.getRequestId(), request.getName()));
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> EndSessionResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .setSession(SessionMapping.toProto(sessionIn(committed)))
                            .build());
        });
    }

    @Override
    public void watchSessions(WatchSessionsRequest request, StreamObserver<WatchSessionsResponse> observer) {
        watches.start(observer, request.getAfterRevision(), () -> SessionWatch.of(request));
    }

    private static SessionId id(String requestId, String name) {
        return new FieldChecks().checkRequestId(requestId).required("name", () -> Names.session(name));
    }

    private static Session sessionIn(Committed committed) {
        return ((SessionAnswer) committed.reply()).session();
    }

    private static ApiException notFound(SessionId id) {
        return ApiException.of(Refusal.of(RefusalReason.SESSION_NOT_FOUND, "session", id));
    }
}
