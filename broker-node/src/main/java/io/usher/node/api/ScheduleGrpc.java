package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.ScheduleAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.state.BrokerView;
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
import io.usher.proto.v1.UpdateScheduleRequest;
import io.usher.proto.v1.UpdateScheduleResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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
    public void updateSchedule(UpdateScheduleRequest request, StreamObserver<UpdateScheduleResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<ScheduleId> id = checks.check(
                    "schedule.name", () -> Names.schedule(request.getSchedule().getName()));
            Supplier<Update.Wish<io.usher.proto.v1.Schedule>> wish =
                    Update.Wish.of(checks, request.getSchedule(), request.getUpdateMask(), ScheduleMapping.MUTABLE);
            return checks.result(() -> Update.run(call, new ScheduleKind(id.get()), wish.get(), request.getRequestId()))
                    .thenApply(updated -> UpdateScheduleResponse.newBuilder()
                            .setHeader(updated.header())
                            .setSchedule(updated.object())
                            .build());
        });
    }

    /** How schedules are read and written. */
    private record ScheduleKind(ScheduleId id) implements Update.Kind<io.usher.proto.v1.Schedule> {

        @Override
        public Optional<Update.Versioned<io.usher.proto.v1.Schedule>> find(BrokerView view) {
            return view.schedule(id)
                    .map(schedule -> new Update.Versioned<>(ScheduleMapping.toProto(schedule), schedule.created()));
        }

        @Override
        public Refusal notFound() {
            return Refusal.of(RefusalReason.SCHEDULE_NOT_FOUND, "schedule", id);
        }

        @Override
        public Command replace(io.usher.proto.v1.Schedule contents, LogPosition expected) {
            FieldChecks checks = new FieldChecks();
            Supplier<ScheduleSettings> settings = ScheduleMapping.settings(checks, contents);
            return checks.result(() -> new UpdateSchedule(id, Optional.of(expected), settings.get()));
        }

        @Override
        public Optional<io.usher.proto.v1.Schedule> answered(Answer answer) {
            return answer instanceof ScheduleAnswer schedule
                    ? Optional.of(ScheduleMapping.toProto(schedule.schedule()))
                    : Optional.empty();
        }
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
