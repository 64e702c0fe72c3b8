package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer.RoleAnswer;
import io.usher.core.command.GrantRole;
import io.usher.core.command.RevokeRole;
import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import io.usher.node.api.mapping.RoleMapping;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.CallerIdentity;
import io.usher.proto.v1.GetCallerRequest;
import io.usher.proto.v1.GetCallerResponse;
import io.usher.proto.v1.GrantRoleRequest;
import io.usher.proto.v1.GrantRoleResponse;
import io.usher.proto.v1.ListRoleGrantsRequest;
import io.usher.proto.v1.ListRoleGrantsResponse;
import io.usher.proto.v1.RevokeRoleRequest;
import io.usher.proto.v1.RevokeRoleResponse;
import io.usher.proto.v1.RoleServiceGrpc;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who may do what, over gRPC. */
public final class RoleGrpc extends RoleServiceGrpc.RoleServiceImplBase {

    /** In the order of the table. */
    private static final List<Role> ROLES = List.of(Role.values());

    private final Calls calls;

    public RoleGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void grantRole(GrantRoleRequest request, StreamObserver<GrantRoleResponse> observer) {
        calls.answer(observer, call -> {
            GrantRole command = RoleMapping.toCommand(request);
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> GrantRoleResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .setGrant(RoleMapping.toProto(((RoleAnswer) committed.reply()).grant()))
                            .build());
        });
    }

    @Override
    public void revokeRole(RevokeRoleRequest request, StreamObserver<RevokeRoleResponse> observer) {
        calls.answer(observer, call -> {
            RevokeRole command = RoleMapping.toCommand(request);
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> RevokeRoleResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }

    @Override
    public void listRoleGrants(ListRoleGrantsRequest request, StreamObserver<ListRoleGrantsResponse> observer) {
        calls.answer(observer, call -> {
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListRoleGrants");
            CompletionStage<ReadResult<Listing<RoleGrant>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(page, view.roles().grants(), RoleGrpc::key, grant -> true));
            return listed.thenApply(found -> ListRoleGrantsResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllGrants(found.value().map(RoleMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void getCaller(GetCallerRequest request, StreamObserver<GetCallerResponse> observer) {
        CallerIdentity caller = toProto(Caller.current());
        calls.answer(
                observer,
                call -> call.read(Freshness.STALE, view -> caller)
                        .thenApply(found -> GetCallerResponse.newBuilder()
                                .setHeader(call.header(found))
                                .setCaller(found.value())
                                .build()));
    }

    private static CallerIdentity toProto(Caller caller) {
        Identity identity = caller.identity();
        return CallerIdentity.newBuilder()
                .setIdentity(identity.name())
                .addAllNames(identity.names())
                .addAllRoles(
                        caller.sortedRoles().stream().map(RoleMapping::toProto).toList())
                .setSubject(identity.user())
                .setAddress(caller.address())
                .build();
    }

    /** In the order of the table: no identity holds a zero, which comes before everything. */
    private static String key(RoleGrant grant) {
        return grant.identity() + "\0" + ROLES.indexOf(grant.role());
    }
}
