package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.HostAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.UpdateHost;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.HostCounts;
import io.usher.node.api.mapping.HostMapping;
import io.usher.node.api.mapping.HostPolicyMapping;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ControlHostLogonsRequest;
import io.usher.proto.v1.ControlHostLogonsResponse;
import io.usher.proto.v1.DeleteHostRequest;
import io.usher.proto.v1.DeleteHostResponse;
import io.usher.proto.v1.DescribeHostRequest;
import io.usher.proto.v1.DescribeHostResponse;
import io.usher.proto.v1.GetHostRequest;
import io.usher.proto.v1.GetHostResponse;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListHostsResponse;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdateHostResponse;
import io.usher.proto.v1.WatchHostsRequest;
import io.usher.proto.v1.WatchHostsResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Hosts over gRPC. */
public final class HostGrpc extends HostServiceGrpc.HostServiceImplBase {

    private final Calls calls;
    private final WatchStreams watches;

    public HostGrpc(Calls calls, WatchStreams watches) {
        this.calls = calls;
        this.watches = watches;
    }

    @Override
    public void getHost(GetHostRequest request, StreamObserver<GetHostResponse> observer) {
        calls.answer(observer, call -> {
            HostId id = new FieldChecks().required("name", () -> Names.host(request.getName()));
            return call.read(request.getConsistency(), view -> view.host(id).map(host -> HostCounts.of(host, view)))
                    .thenApply(found -> GetHostResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setHost(
                                    HostMapping.toProto(found.value().orElseThrow(() -> ApiException.of(notFound(id)))))
                            .build());
        });
    }

    @Override
    public void describeHost(DescribeHostRequest request, StreamObserver<DescribeHostResponse> observer) {
        calls.answer(observer, call -> {
            HostId id = new FieldChecks().required("name", () -> Names.host(request.getName()));
            return call.read(request.getConsistency(), view -> view.host(id).map(host -> described(host, view)))
                    .thenApply(found -> found.value().orElseThrow(() -> ApiException.of(notFound(id))).toBuilder()
                            .setHeader(call.header(found))
                            .build());
        });
    }

    private static DescribeHostResponse described(io.usher.core.model.Host host, BrokerView view) {
        return DescribeHostResponse.newBuilder()
                .setHost(HostMapping.toProto(HostCounts.of(host, view)))
                .addAllSettings(HostPolicyMapping.toProto(host, view.policyOf(host)))
                .build();
    }

    @Override
    public void listHosts(ListHostsRequest request, StreamObserver<ListHostsResponse> observer) {
        calls.answer(observer, call -> {
            Optional<PoolId> pool =
                    new FieldChecks().required("pool", () -> Names.optional(request.getPool(), Names::pool));
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListHosts", request.getPool());
            CompletionStage<ReadResult<Listing<HostCounts>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(
                                    page,
                                    pool.map(view::hostsOf).orElseGet(view::hosts),
                                    host -> host.id().value(),
                                    host -> true)
                            .map(host -> HostCounts.of(host, view)));
            return listed.thenApply(found -> ListHostsResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllHosts(found.value().map(HostMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void updateHost(UpdateHostRequest request, StreamObserver<UpdateHostResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<HostId> id =
                    checks.check("host.name", () -> Names.host(request.getHost().getName()));
            Supplier<Update.Wish<Host>> wish =
                    Update.Wish.of(checks, request.getHost(), request.getUpdateMask(), HostMapping.MUTABLE);
            return checks.result(() -> Update.run(call, new HostKind(id.get()), wish.get(), request.getRequestId()))
                    .thenApply(updated -> UpdateHostResponse.newBuilder()
                            .setHeader(updated.header())
                            .setHost(updated.object())
                            .build());
        });
    }

    @Override
    public void controlHostLogons(
            ControlHostLogonsRequest request, StreamObserver<ControlHostLogonsResponse> observer) {
        calls.answer(
                observer,
                call -> call.submit(HostMapping.toCommand(request), request.getRequestId())
                        .thenApply(committed -> ControlHostLogonsResponse.newBuilder()
                                .setHeader(call.header(committed))
                                .setHost(HostMapping.toProto(((HostAnswer) committed.reply()).host()))
                                .build()));
    }

    @Override
    public void deleteHost(DeleteHostRequest request, StreamObserver<DeleteHostResponse> observer) {
        calls.answer(observer, call -> {
            HostId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.host(request.getName()));
            return call.submit(new RemoveHost(id), request.getRequestId())
                    .thenApply(committed -> DeleteHostResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }

    @Override
    public void watchHosts(WatchHostsRequest request, StreamObserver<WatchHostsResponse> observer) {
        watches.start(observer, request.getAfterRevision(), () -> HostWatch.of(request));
    }

    private static Refusal notFound(HostId id) {
        return Refusal.of(RefusalReason.HOST_NOT_FOUND, "host", id);
    }

    private record HostKind(HostId id) implements Update.Kind<Host> {

        @Override
        public Optional<Update.Versioned<Host>> find(BrokerView view) {
            return view.host(id).map(host -> new Update.Versioned<>(HostMapping.toProto(host), host.changed()));
        }

        @Override
        public Refusal notFound() {
            return HostGrpc.notFound(id);
        }

        @Override
        public Command replace(Host contents, LogPosition expected) {
            FieldChecks checks = new FieldChecks();
            Supplier<HostSettings> settings = HostMapping.settings(checks, contents);
            return checks.result(() -> new UpdateHost(id, Optional.of(expected), settings.get()));
        }

        @Override
        public Optional<Host> answered(Answer answer) {
            return answer instanceof HostAnswer told && told.host().id().equals(id)
                    ? Optional.of(HostMapping.toProto(told.host()))
                    : Optional.empty();
        }
    }
}
