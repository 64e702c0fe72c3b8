package io.usher.node.api;

import io.usher.core.command.RemoveBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.RemoveBrokerResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One broker leaves the site, on the primary: first the group goes on without it, then the site writes down that its id
 * is used up. A primary that is to leave hands over first, and the next one removes it. Each step finds out what is
 * done already, so that whoever asks again, of whichever primary, goes on where the group stands.
 */
final class Removal {

    private final Call call;
    private final GroupControl control;
    private final Quorum quorum;
    private final BrokerId id;

    Removal(Call call, GroupControl control, Quorum quorum, BrokerId id) {
        this.call = call;
        this.control = control;
        this.quorum = quorum;
        this.id = id;
    }

    /** Says what {@link #run} would come to at this moment, and changes nothing. */
    CompletionStage<RemoveBrokerResponse> rehearse() {
        return call.read(Freshness.LINEARIZABLE, view -> view.broker(id)).thenCompose(found -> {
            GroupMembers members = control.members();
            if (members.find(id).isEmpty()) {
                return found.value().isEmpty()
                        ? CompletableFuture.failedFuture(BrokerGrpc.notFound(id))
                        : answer(members);
            }
            return quorum.checkWithout(id, found.applied().index()).thenCompose(checked -> answer(members.without(id)));
        });
    }

    CompletionStage<RemoveBrokerResponse> run() {
        return call.read(Freshness.LINEARIZABLE, view -> view.broker(id)).thenCompose(this::goOn);
    }

    private CompletionStage<RemoveBrokerResponse> goOn(ReadResult<Optional<BrokerProfile>> found) {
        Optional<BrokerProfile> known = found.value();
        if (control.members().find(id).isEmpty()) {
            return known.isEmpty() ? CompletableFuture.failedFuture(BrokerGrpc.notFound(id)) : forget(known);
        }
        boolean isToldToLead = known.flatMap(BrokerProfile::lead).isPresent();
        boolean leads = control.self().equals(id);
        if (isToldToLead && !leads && !call.deadline().isOver()) {
            // It has handed over, and this broker has not written down yet that it leads.
            return Delays.shortly().thenCompose(waited -> run());
        }
        return quorum.checkWithout(id, found.applied().index())
                .thenCompose(checked -> leads ? handOver() : control.remove(id).thenCompose(gone -> forget(known)));
    }

    private CompletionStage<RemoveBrokerResponse> forget(Optional<BrokerProfile> known) {
        return known.filter(BrokerProfile::isMember).isPresent()
                ? call.submit(new RemoveBroker(id))
                        .thenApply(Call::accepted)
                        .thenCompose(forgotten -> answer(control.members()))
                : answer(control.members());
    }

    private CompletionStage<RemoveBrokerResponse> answer(GroupMembers members) {
        return call.read(Freshness.STALE, view -> true)
                .thenApply(found -> RemoveBrokerResponse.newBuilder()
                        .setHeader(call.header(found))
                        .addAllWarnings(Admissions.warnings(members))
                        .build());
    }

    /** Whoever can take over does; the request then goes to whoever leads. */
    private CompletionStage<RemoveBrokerResponse> handOver() {
        List<BrokerId> others = control.members().voters().stream()
                .map(Peer::id)
                .filter(other -> !other.equals(id))
                .toList();
        return tryNext(others.iterator(), Optional.empty());
    }

    private CompletionStage<RemoveBrokerResponse> tryNext(
            Iterator<BrokerId> others, Optional<GroupChangeException> last) {
        if (!others.hasNext()) {
            return CompletableFuture.failedFuture(last.orElseGet(
                    () -> new GroupChangeException("broker " + id + " leads, and nobody can take over")));
        }
        BrokerId next = others.next();
        try {
            control.checkHandOver(next);
        } catch (GroupChangeException e) {
            return tryNext(others, Optional.of(e));
        }
        return control.handOver(next)
                .thenApply(done -> Optional.<GroupChangeException>empty())
                .exceptionally(Removal::refused)
                .thenCompose(refused -> refused.isPresent() && control.leading()
                        ? tryNext(others, refused)
                        : CompletableFuture.failedFuture(
                                new ReplicationException(Meaning.NO_PRIMARY, "this broker led and has handed over")));
    }

    private static Optional<GroupChangeException> refused(Throwable failure) {
        if (StatusMapping.unwrap(failure) instanceof GroupChangeException refused) {
            return Optional.of(refused);
        }
        throw new CompletionException(failure);
    }
}
