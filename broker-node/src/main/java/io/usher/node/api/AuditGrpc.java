package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SecurityImage;
import io.usher.node.api.mapping.AuditMapping;
import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.node.replication.Freshness;
import io.usher.proto.v1.AuditServiceGrpc;
import io.usher.proto.v1.ListAuditEntriesRequest;
import io.usher.proto.v1.ListAuditEntriesResponse;
import io.usher.proto.v1.RevertChangeRequest;
import io.usher.proto.v1.RevertChangeResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who changed what, over gRPC. */
public final class AuditGrpc extends AuditServiceGrpc.AuditServiceImplBase {

    private final Calls calls;

    public AuditGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void listAuditEntries(ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> observer) {
        calls.answer(observer, call -> {
            if (request.getAfterRevision() < 0) {
                throw InvalidFieldsException.of(
                        "after_revision", "must not be negative, found " + request.getAfterRevision());
            }
            Page page = page(request);
            return call.read(request.getConsistency(), view -> Found.in(view, request, page))
                    .thenApply(found -> ListAuditEntriesResponse.newBuilder()
                            .setHeader(call.header(found))
                            .addAllEntries(found.value()
                                    .listing()
                                    .map(AuditMapping::toProto)
                                    .objects())
                            .setNextPageToken(found.value().listing().nextToken(page))
                            .setForgottenCount(found.value().forgotten().count())
                            .setForgottenRevision(found.value().forgotten().revision())
                            // Not under the lock: it takes a while.
                            .setBrokenPosition(
                                    SecurityImage.firstBroken(found.value().toVerify())
                                            .map(entry -> entry.position().toString())
                                            .orElse(""))
                            .build());
        });
    }

    @Override
    public void revertChange(RevertChangeRequest request, StreamObserver<RevertChangeResponse> observer) {
        calls.answer(observer, call -> {
            if (request.getPosition().isEmpty()) {
                throw InvalidFieldsException.of("position", "must be there, found nothing");
            }
            return call.read(Freshness.LINEARIZABLE, view -> Reverting.of(view, request.getPosition()))
                    .thenCompose(found -> revert(call, found.value(), request.getRequestId()));
        });
    }

    private static CompletionStage<RevertChangeResponse> revert(Call call, Reverting reverting, String requestId) {
        return call.submitReverting(reverting.entry().position(), reverting.command(), requestId)
                .thenApply(committed -> RevertChangeResponse.newBuilder()
                        .setHeader(call.header(committed))
                        .setObject(reverting.object())
                        .build());
    }

    /** A page, everything that is to be verified, and what is no longer there. */
    private record Found(Listing<AuditEntry> listing, List<AuditEntry> toVerify, AuditForgotten forgotten) {

        static Found in(BrokerView view, ListAuditEntriesRequest request, Page page) {
            return new Found(
                    Listing.of(page, view.security().audit(), Found::key, entry -> isWanted(entry, request)),
                    request.getVerify() ? List.copyOf(view.security().audit()) : List.of(),
                    view.security().forgotten());
        }

        /** Positions in the order of numbers. */
        private static String key(AuditEntry entry) {
            return String.format(
                    Locale.ROOT,
                    "%019d-%010d",
                    entry.position().index(),
                    entry.position().ordinal());
        }

        private static boolean isWanted(AuditEntry entry, ListAuditEntriesRequest request) {
            Optional<String> identity = entry.origin().map(origin -> origin.identity());
            long start = request.getStartTime().getSeconds() * 1_000
                    + request.getStartTime().getNanos() / 1_000_000;
            return entry.position().index() > request.getAfterRevision()
                    && entry.time().epochMillis() >= start
                    && (request.getIdentity().isEmpty() || identity.equals(Optional.of(request.getIdentity())))
                    && (request.getCommand().isEmpty() || entry.command().equals(request.getCommand()))
                    && (request.getObject().isEmpty()
                            || entry.changes().stream()
                                    .anyMatch(change -> change.object().equals(request.getObject())));
        }
    }

    private static Page page(ListAuditEntriesRequest request) {
        return Page.of(
                request.getPageSize(),
                request.getPageToken(),
                "ListAuditEntries",
                request.getIdentity(),
                request.getCommand(),
                request.getObject(),
                Long.toString(request.getAfterRevision()),
                Long.toString(request.getStartTime().getSeconds()));
    }
}
