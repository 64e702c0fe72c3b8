package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.SiteAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.LogPosition;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.SiteMapping;
import io.usher.proto.v1.GetSiteRequest;
import io.usher.proto.v1.GetSiteResponse;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.UpdateSiteRequest;
import io.usher.proto.v1.UpdateSiteResponse;
import io.usher.proto.v1.UpgradeSiteRequest;
import io.usher.proto.v1.UpgradeSiteResponse;
import java.util.Optional;
import java.util.function.Supplier;

/** The site's own settings over gRPC. */
public final class SiteGrpc extends SiteServiceGrpc.SiteServiceImplBase {

    private static final Refusal NOT_FOUNDED = Refusal.of(RefusalReason.SITE_NOT_FOUNDED);

    private final Calls calls;
    private final SiteUpgrade upgrade;

    /** @param upgrade raises the feature level */
    public SiteGrpc(Calls calls, SiteUpgrade upgrade) {
        this.calls = calls;
        this.upgrade = upgrade;
    }

    @Override
    public void getSite(GetSiteRequest request, StreamObserver<GetSiteResponse> observer) {
        calls.answer(
                observer,
                call -> call.read(request.getConsistency(), BrokerView::site)
                        .thenApply(found -> GetSiteResponse.newBuilder()
                                .setHeader(call.header(found))
                                .setSite(SiteMapping.toProto(
                                        found.value().orElseThrow(() -> ApiException.of(NOT_FOUNDED))))
                                .build()));
    }

    @Override
    public void updateSite(UpdateSiteRequest request, StreamObserver<UpdateSiteResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<Update.Wish<Site>> wish =
                    Update.Wish.of(checks, request.getSite(), request.getUpdateMask(), SiteMapping.MUTABLE);
            return checks.result(() -> Update.run(call, new SiteKind(), wish.get(), request.getRequestId()))
                    .thenApply(updated -> UpdateSiteResponse.newBuilder()
                            .setHeader(updated.header())
                            .setSite(updated.object())
                            .build());
        });
    }

    @Override
    public void upgradeSite(UpgradeSiteRequest request, StreamObserver<UpgradeSiteResponse> observer) {
        calls.answer(observer, call -> upgrade.run(call, request));
    }

    private record SiteKind() implements Update.Kind<Site> {

        @Override
        public Optional<Update.Versioned<Site>> find(BrokerView view) {
            return view.site().map(site -> new Update.Versioned<>(SiteMapping.toProto(site), site.changed()));
        }

        @Override
        public Refusal notFound() {
            return NOT_FOUNDED;
        }

        @Override
        public Command replace(Site contents, LogPosition expected) {
            FieldChecks checks = new FieldChecks();
            Supplier<SiteMapping.Contents> read = SiteMapping.contents(checks, contents);
            return checks.result(() -> new UpdateSite(
                    Optional.of(expected), read.get().displayName(), read.get().settings()));
        }

        @Override
        public Optional<Site> answered(Answer answer) {
            return answer instanceof SiteAnswer told ? Optional.of(SiteMapping.toProto(told.site())) : Optional.empty();
        }
    }
}
