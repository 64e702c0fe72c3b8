package io.usher.node.api;

import io.usher.core.command.PromoteBroker;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.LeadCause;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.PromoteBrokerResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One planned change of the primary, on the primary: look whether the other one can take over, write the order into the
 * log, hand over, and wait until the other one says so in the log.
 */
final class Promotion {

    private final Call call;
    private final GroupControl control;
    private final BrokerId to;

    Promotion(Call call, GroupControl control, BrokerId to) {
        this.call = call;
        this.control = control;
        this.to = to;
    }

    CompletionStage<PromoteBrokerResponse> run() {
        if (control.self().equals(to)) {
            return answer(to);
        }
        return call.read(Freshness.LINEARIZABLE, view -> view.broker(to).isPresent())
                .thenCompose(known -> {
                    if (known.value()) {
                        control.checkHandOver(to);
                    }
                    // Refused by the core when the broker is not known.
                    return call.submit(new PromoteBroker(to, LeadCause.PROMOTION));
                })
                .thenApply(Call::accepted)
                .thenCompose(ordered -> control.handOver(to))
                .thenCompose(done -> answer(control.self()))
                .exceptionally(failure -> {
                    throw told(StatusMapping.unwrap(failure));
                });
    }

    private static RuntimeException told(Throwable failure) {
        return failure instanceof GroupChangeException refused
                ? ApiException.of(
                        ErrorReason.ERROR_REASON_PROMOTION_FAILED,
                        new Detail("detail", String.valueOf(refused.getMessage())))
                : new CompletionException(failure);
    }

    private CompletionStage<PromoteBrokerResponse> answer(BrokerId former) {
        return call.read(Freshness.LINEARIZABLE, view -> view.broker(to)).thenCompose(found -> {
            boolean isTold = found.value().flatMap(BrokerProfile::lead).isPresent();
            return isTold || call.deadline().isOver()
                    ? CompletableFuture.completedFuture(response(found, former))
                    : Delays.shortly().thenCompose(waited -> answer(former));
        });
    }

    private PromoteBrokerResponse response(ReadResult<Optional<BrokerProfile>> found, BrokerId former) {
        PromoteBrokerResponse.Builder response =
                PromoteBrokerResponse.newBuilder().setHeader(call.header(found)).setFormerPrimary(Names.of(former));
        found.value().map(BrokerMapping::toProto).ifPresent(response::setBroker);
        return response.build();
    }
}
