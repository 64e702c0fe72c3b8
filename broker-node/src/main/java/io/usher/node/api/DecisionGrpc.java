package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.Decision;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ResourceId;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.DecisionMapping;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.ExplainDecisionResponse;
import io.usher.proto.v1.ListDecisionsRequest;
import io.usher.proto.v1.ListDecisionsResponse;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Why an assignment went where it went, over gRPC. */
public final class DecisionGrpc extends DecisionServiceGrpc.DecisionServiceImplBase {

    private final Calls calls;

    public DecisionGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void explainDecision(ExplainDecisionRequest request, StreamObserver<ExplainDecisionResponse> observer) {
        calls.answer(observer, call -> {
            Function<BrokerView, Optional<Decision>> query =
                    new FieldChecks().required("name", () -> query(request.getName()));
            return call.read(request.getConsistency(), query)
                    .thenApply(found -> ExplainDecisionResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setDecision(DecisionMapping.toProto(
                                    found.value().orElseThrow(() -> notFound(request.getName()))))
                            .build());
        });
    }

    @Override
    public void listDecisions(ListDecisionsRequest request, StreamObserver<ListDecisionsResponse> observer) {
        calls.answer(observer, call -> {
            Predicate<Decision> filter = filter(request);
            Page page = Page.of(
                    request.getPageSize(),
                    request.getPageToken(),
                    "ListDecisions",
                    Boolean.toString(request.getOnlyNotices()),
                    request.getUser(),
                    request.getResource());
            CompletionStage<ReadResult<Listing<Decision>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(page, view.decisions(), decision -> key(decision.position()), filter));
            return listed.thenApply(found -> ListDecisionsResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllDecisions(found.value().map(DecisionMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    private static Predicate<Decision> filter(ListDecisionsRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<Optional<UserName>> user = checks.check("user", () -> Names.optional(request.getUser(), Names::user));
        Supplier<Optional<ResourceId>> resource =
                checks.check("resource", () -> Names.optional(request.getResource(), Names::resource));
        Predicate<Decision> notices = decision -> !request.getOnlyNotices() || decision.notifiesAdministrators();
        return checks.result(() -> notices.and(
                        decision -> user.get().map(decision.user()::equals).orElse(true))
                .and(decision -> resource.get().map(decision.resource()::equals).orElse(true)));
    }

    /** A text whose order is that of positions. */
    private static String key(LogPosition position) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(position.index()) + hex.toHexDigits(position.ordinal());
    }

    private static Function<BrokerView, Optional<Decision>> query(String name) {
        if (Names.isSession(name)) {
            SessionId session = Names.session(name);
            return view -> view.session(session)
                    .flatMap(found -> view.decision(found.grant().fence().position()));
        }
        LogPosition position = Names.decision(name);
        return view -> view.decision(position);
    }

    private static ApiException notFound(String name) {
        return ApiException.of(ErrorReason.ERROR_REASON_DECISION_NOT_FOUND, new Detail("decision", name));
    }
}
