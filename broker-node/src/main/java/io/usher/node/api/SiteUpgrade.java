package io.usher.node.api;

import io.usher.core.command.Answer.SiteAnswer;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.Refusal;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Site;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.SiteMapping;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.UpgradeSiteRequest;
import io.usher.proto.v1.UpgradeSiteResponse;
import io.usher.proto.v1.UpgradeSiteResponse.BrokerLevel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Raises the feature level of the site. A broker of an older version stops at what it does not know, so the primary
 * asks every broker at that moment, and all have to answer. The broker that is called asks before, too: a primary of an
 * older version does not know this call. Thread-safe.
 */
public final class SiteUpgrade {

    private final PrimaryCalls primary;
    private final SupportedLevels levels;

    /** @param primary the way of calls that only the primary can serve */
    public SiteUpgrade(PrimaryCalls primary, SupportedLevels levels) {
        this.primary = primary;
        this.levels = levels;
    }

    CompletionStage<UpgradeSiteResponse> run(Call call, UpgradeSiteRequest request) {
        FeatureLevel wanted = wanted(request);
        if (request.getValidateOnly()) {
            return call.read(Freshness.STALE, BrokerView::site)
                    .thenCompose(found -> levels.ask(wanted)
                            .thenApply(asked -> response(site(found), wanted, asked)
                                    .setHeader(call.header(found))
                                    .build()));
        }
        UpgradeSiteRequest exact =
                request.toBuilder().setFeatureLevel(wanted.value()).build();
        return call.read(Freshness.STALE, BrokerView::site)
                .thenCompose(found -> checked(site(found), wanted))
                .thenCompose(asked -> primary.serve(
                        call,
                        SiteServiceGrpc.getUpgradeSiteMethod(),
                        exact,
                        control -> call.read(Freshness.LINEARIZABLE, BrokerView::site)
                                .thenCompose(found -> checked(site(found), wanted))
                                .thenCompose(all -> raise(call, wanted, all))));
    }

    private static FeatureLevel wanted(UpgradeSiteRequest request) {
        FieldChecks checks = new FieldChecks();
        return request.getFeatureLevel() == 0
                ? FeatureLevel.highest()
                : checks.required("feature_level", () -> new FeatureLevel(request.getFeatureLevel()));
    }

    private static Site site(ReadResult<Optional<Site>> found) {
        return found.value().orElseThrow(() -> ApiException.of(Refusal.of(RefusalReason.SITE_NOT_FOUNDED)));
    }

    /** A site that is there already needs nobody's word: whoever asks again is told that it is done. */
    private CompletionStage<List<BrokerLevel>> checked(Site site, FeatureLevel wanted) {
        return levels.ask(wanted).thenApply(asked -> {
            List<BrokerLevel> holders =
                    asked.stream().filter(BrokerLevel::getHoldsBack).toList();
            if (!holders.isEmpty() && !site.featureLevel().covers(wanted)) {
                throw ApiException.of(
                        ErrorReason.ERROR_REASON_FEATURE_LEVEL_HELD_BACK,
                        new Detail("level", site.featureLevel().toString()),
                        new Detail("asked", wanted.toString()),
                        new Detail(
                                "held_back_by",
                                holders.stream().map(SiteUpgrade::text).collect(Collectors.joining(", "))));
            }
            return asked;
        });
    }

    private static String text(BrokerLevel holder) {
        return holder.getError().isEmpty()
                ? holder.getBroker() + " (version " + holder.getVersion() + ", level " + holder.getHighestFeatureLevel()
                        + ")"
                : holder.getBroker() + " (" + holder.getError() + ")";
    }

    private static CompletionStage<UpgradeSiteResponse> raise(Call call, FeatureLevel wanted, List<BrokerLevel> asked) {
        return call.submit(new RaiseFeatureLevel(wanted))
                .thenApply(Call::accepted)
                .thenApply(committed -> response(((SiteAnswer) committed.reply()).site(), wanted, asked)
                        .setHeader(call.header(committed))
                        .build());
    }

    private static UpgradeSiteResponse.Builder response(Site site, FeatureLevel wanted, List<BrokerLevel> asked) {
        return UpgradeSiteResponse.newBuilder()
                .setSite(SiteMapping.toProto(site))
                .addAllBrokers(asked)
                .setFeatureLevel(wanted.value());
    }
}
