package io.usher.node.api;

import io.usher.core.command.Answer.Granted;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.node.api.mapping.AnswerForms;
import io.usher.node.api.mapping.SessionMapping;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.Assignment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes of what the core granted what a client takes: with its ticket, in the forms that are wanted. Thread-safe. */
final class Assignments {

    private final Tickets tickets;

    Assignments(Tickets tickets) {
        this.tickets = tickets;
    }

    CompletionStage<Assignment> of(Call call, Granted granted, ResourceId resource, AnswerForms forms) {
        return tickets.of(granted)
                .thenCombine(
                        resource(call, resource, forms),
                        (ticket, found) -> forms.addTo(SessionMapping.toProto(granted, ticket), granted.user(), found));
    }

    /** The resource for those forms that name it; linearizable, since this broker may not have applied it yet. */
    private static CompletionStage<Optional<Resource>> resource(Call call, ResourceId resource, AnswerForms forms) {
        return forms.needResource()
                ? call.read(Freshness.LINEARIZABLE, view -> view.resource(resource))
                        .thenApply(ReadResult::value)
                : CompletableFuture.completedFuture(Optional.empty());
    }
}
