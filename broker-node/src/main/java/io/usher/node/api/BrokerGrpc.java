package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.AddBrokerRequest;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.GetBrokerRequest;
import io.usher.proto.v1.GetBrokerResponse;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.ListBrokersResponse;
import io.usher.proto.v1.ListEndpointsRequest;
import io.usher.proto.v1.ListEndpointsResponse;
import io.usher.proto.v1.ListWaitingBrokersRequest;
import io.usher.proto.v1.ListWaitingBrokersResponse;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.PromoteBrokerResponse;
import io.usher.proto.v1.RemoveBrokerRequest;
import io.usher.proto.v1.RemoveBrokerResponse;
import io.usher.proto.v1.UpdateBrokerRequest;
import io.usher.proto.v1.UpdateBrokerResponse;
import io.usher.proto.v1.WatchBrokersRequest;
import io.usher.proto.v1.WatchBrokersResponse;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The brokers of the site over gRPC. */
public final class BrokerGrpc extends BrokerServiceGrpc.BrokerServiceImplBase {

    private final Calls calls;
    private final WatchStreams watches;
    private final PrimaryCalls primary;
    private final Admissions admissions;
    private final OtherBrokers others;

    /**
     * Serves brokers.
     *
     * @param primary the way of calls that only the primary can serve
     * @param admissions who is being added while this broker leads
     * @param others asked before one of them is removed
     */
    public BrokerGrpc(
            Calls calls, WatchStreams watches, PrimaryCalls primary, Admissions admissions, OtherBrokers others) {
        this.calls = calls;
        this.watches = watches;
        this.primary = primary;
        this.admissions = admissions;
        this.others = others;
    }

    @Override
    public void getBroker(GetBrokerRequest request, StreamObserver<GetBrokerResponse> observer) {
        calls.answer(observer, call -> {
            BrokerId id = new FieldChecks().required("name", () -> Names.broker(request.getName()));
            return call.read(request.getConsistency(), view -> view.broker(id))
                    .thenApply(found -> GetBrokerResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setBroker(BrokerMapping.toProto(found.value().orElseThrow(() -> notFound(id))))
                            .build());
        });
    }

    @Override
    public void listBrokers(ListBrokersRequest request, StreamObserver<ListBrokersResponse> observer) {
        calls.answer(observer, call -> {
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListBrokers");
            CompletionStage<ReadResult<Listing<BrokerProfile>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(
                            page, view.brokers(), broker -> broker.id().value(), BrokerProfile::isMember));
            return listed.thenApply(found -> ListBrokersResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllBrokers(found.value().map(BrokerMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void listEndpoints(ListEndpointsRequest request, StreamObserver<ListEndpointsResponse> observer) {
        calls.answer(
                observer,
                call -> call.read(request.getConsistency(), BrokerMapping::endpoints)
                        .thenApply(found -> ListEndpointsResponse.newBuilder()
                                .setHeader(call.header(found))
                                .addAllEndpoints(found.value())
                                .build()));
    }

    @Override
    public void promoteBroker(PromoteBrokerRequest request, StreamObserver<PromoteBrokerResponse> observer) {
        calls.answer(observer, call -> {
            BrokerId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.broker(request.getName()));
            return primary.serve(
                    call,
                    BrokerServiceGrpc.getPromoteBrokerMethod(),
                    request,
                    control -> new Promotion(call, control, id).run());
        });
    }

    @Override
    public void addBroker(AddBrokerRequest request, StreamObserver<AddBrokerResponse> observer) {
        calls.answer(observer, call -> {
            BrokerId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("broker_id", () -> new BrokerId(request.getBrokerId()));
            return primary.serve(
                    call,
                    BrokerServiceGrpc.getAddBrokerMethod(),
                    request,
                    control -> admissions.admit(call, id, request.getStandby()));
        });
    }

    @Override
    public void removeBroker(RemoveBrokerRequest request, StreamObserver<RemoveBrokerResponse> observer) {
        calls.answer(observer, call -> {
            BrokerId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.broker(request.getName()));
            return primary.serve(call, BrokerServiceGrpc.getRemoveBrokerMethod(), request, control -> {
                Removal removal = new Removal(call, control, new Quorum(control, others), id);
                return request.getValidateOnly() ? removal.rehearse() : removal.run();
            });
        });
    }

    @Override
    public void updateBroker(UpdateBrokerRequest request, StreamObserver<UpdateBrokerResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<BrokerId> id = checks.check(
                    "broker.name", () -> Names.broker(request.getBroker().getName()));
            Supplier<Update.Wish<Broker>> wish = Update.Wish.of(
                    checks, BrokerMapping.wanted(request.getBroker()), request.getUpdateMask(), BrokerMapping.MUTABLE);
            return checks.result(() -> wish.get().mask().names(BrokerMapping.STANDBY)
                            && request.getBroker().getStandby()
                    ? primary.serve(
                            call,
                            BrokerServiceGrpc.getUpdateBrokerMethod(),
                            request,
                            control -> takeVote(call, control, id.get())
                                    .thenCompose(checked -> update(call, id.get(), wish.get(), request)))
                    : update(call, id.get(), wish.get(), request));
        });
    }

    /** The primary takes its vote as soon as it is told to be a standby. */
    private CompletionStage<Void> takeVote(Call call, GroupControl control, BrokerId id) {
        return call.read(Freshness.LINEARIZABLE, BrokerView::applied)
                .thenCompose(applied -> new Quorum(control, others)
                        .checkWithout(id, applied.applied().index()));
    }

    private static CompletionStage<UpdateBrokerResponse> update(
            Call call, BrokerId id, Update.Wish<Broker> wish, UpdateBrokerRequest request) {
        return Update.run(call, new BrokerKind(id), wish, request.getRequestId())
                .thenApply(updated -> UpdateBrokerResponse.newBuilder()
                        .setHeader(updated.header())
                        .setBroker(updated.object())
                        .build());
    }

    @Override
    public void listWaitingBrokers(
            ListWaitingBrokersRequest request, StreamObserver<ListWaitingBrokersResponse> observer) {
        calls.answer(
                observer,
                call -> primary.serve(
                        call,
                        BrokerServiceGrpc.getListWaitingBrokersMethod(),
                        request,
                        control -> call.read(Freshness.STALE, view -> true)
                                .thenApply(found -> ListWaitingBrokersResponse.newBuilder()
                                        .setHeader(call.header(found))
                                        .addAllBrokers(admissions.waiting().stream()
                                                .map(BrokerMapping::toProto)
                                                .toList())
                                        .build())));
    }

    @Override
    public void watchBrokers(WatchBrokersRequest request, StreamObserver<WatchBrokersResponse> observer) {
        watches.start(observer, request.getAfterRevision(), BrokerWatch::new);
    }

    static ApiException notFound(BrokerId id) {
        return ApiException.of(ErrorReason.ERROR_REASON_BROKER_NOT_FOUND, new Detail("broker", id.value()));
    }
}
