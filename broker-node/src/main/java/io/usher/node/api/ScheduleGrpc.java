package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer.ScheduleAnswer;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.ScheduleMapping;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.CreateScheduleResponse;
import io.usher.proto.v1.DeleteScheduleRequest;
import io.usher.proto.v1.DeleteScheduleResponse;
import io.usher.proto.v1.GetScheduleRequest;
import io.usher.proto.v1.GetScheduleResponse;
import io.usher.proto.v1.ListSchedulesRequest;
import io.usher.proto.v1.ListSchedulesResponse;
import io.usher.proto.v1.ScheduleServiceGrpc;
import java.util.concurrent.CompletionStage;

/** Maintenance windows over gRPC. */
public final class ScheduleGrpc extends ScheduleServiceGrpc.ScheduleServiceImplBase {

    private final Calls calls;

    public ScheduleGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void createSchedule(CreateScheduleRequest request, StreamObserver<CreateScheduleResponse> observer) {
        calls.answer(
                observer,
                call -> call.submit(ScheduleMapping.toCommand(request), request.getRequestId())
                        .thenApply(committed -> CreateScheduleResponse.newBuilder()
                                .setHeader(call.header(committed))
                                .setSchedule(ScheduleMapping.toProto(((ScheduleAnswer) committed.reply()).schedule()))
                                .build()));
    }

    @Override
    public void getSchedule(GetScheduleRequest request, StreamObserver<GetScheduleResponse> observer) {
        calls.answer(observer, call -> {
            ScheduleId id = new FieldChecks().required("name", () -> Names.schedule(request.getName()));
            return call.read(request.getConsistency(), view -> view.schedule(id))
                    .thenApply(found -> GetScheduleResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setSchedule(ScheduleMapping.toProto(found.value()
                                    .orElseThrow(() -> ApiException.of(
                                            Refusal.of(RefusalReason.SCHEDULE_NOT_FOUND, "schedule", id)))))
                            .build());
        });
    }

    @Override
    public void listSchedules(ListSchedulesRequest request, StreamObserver<ListSchedulesResponse> observer) {
        calls.answer(observer, call -> {
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListSchedules");
            CompletionStage<ReadResult<Listing<Schedule>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(
                            page, view.schedules(), schedule -> schedule.id().value(), schedule -> true));
            return listed.thenApply(found -> ListSchedulesResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllSchedules(found.value().map(ScheduleMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void deleteSchedule(DeleteScheduleRequest request, StreamObserver<DeleteScheduleResponse> observer) {
        calls.answer(observer, call -> {
            ScheduleId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.schedule(request.getName()));
            return call.submit(new DeleteSchedule(id), request.getRequestId())
                    .thenApply(committed -> DeleteScheduleResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }
}
