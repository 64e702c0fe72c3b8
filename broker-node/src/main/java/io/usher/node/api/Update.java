package io.usher.node.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.usher.core.command.Answer;
import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.model.LogPosition;
import io.usher.core.model.RequestId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.UpdateMask;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ResponseHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Changes some fields of an object: reads it, puts the new values in, and replaces it under the etag that was read.
 * When somebody else was faster and the caller did not insist on a version, it starts again, a few times.
 *
 * <p>Each try has a request id of its own, made from the caller's. So a retry of the whole update, by any broker, finds
 * the answer of the try that went through, though by then it reads another version of the object.
 *
 * @param <P> message of the object
 */
final class Update<P extends Message> {

    /** Tries until the caller is told of the conflict. */
    static final int MAX_TRIES = 5;

    /** How one kind of object is read and written. */
    interface Kind<P> {

        /** The object as it is, with its etag; empty when there is none. */
        Optional<Versioned<P>> find(BrokerView view);

        /** The error for an object that is not there. */
        Refusal notFound();

        /** The command that gives the object new contents; throws when they are malformed. */
        Command replace(P contents, LogPosition expected);

        /** The command that asks for an object as it is, to compare what two requests want. */
        default Command asWanted(P contents) {
            return replace(contents, LogPosition.NONE);
        }

        /** The object out of the answer to that command; empty for an answer to another one. */
        Optional<P> answered(Answer answer);
    }

    /** An object and its etag. */
    record Versioned<P>(P object, LogPosition etag) {}

    /** The object after the change. */
    record Updated<P>(ResponseHeader header, P object) {}

    /**
     * What the caller wants.
     *
     * @param etag the version that the caller insists on
     */
    record Wish<P extends Message>(P patch, UpdateMask mask, Optional<LogPosition> etag) {

        /**
         * Reads a wish.
         *
         * @param patch a message with a field "etag"
         * @param mutable fields that may be changed
         */
        static <P extends Message> Supplier<Wish<P>> of(
                FieldChecks checks, P patch, FieldMask mask, Set<String> mutable) {
            UpdateMask fields = UpdateMask.of(checks, mask, patch, mutable);
            Descriptor type = patch.getDescriptorForType();
            String etag = (String) patch.getField(type.findFieldByName("etag"));
            String path = type.getName().toLowerCase(Locale.ROOT) + ".etag";
            Supplier<Optional<LogPosition>> position =
                    checks.check(path, () -> Names.optional(etag, LogPosition::parse));
            return () -> new Wish<>(patch, fields, position.get());
        }
    }

    private record Found<P>(Optional<Versioned<P>> object, List<Optional<Reply>> answers) {}

    private final Call call;
    private final Kind<P> kind;
    private final Wish<P> wish;
    private final List<RequestId> requests;

    private Update(Call call, Kind<P> kind, Wish<P> wish, RequestId request) {
        this.call = call;
        this.kind = kind;
        this.wish = wish;
        this.requests = requestsOf(request);
    }

    /**
     * Carries out an update.
     *
     * @param requestId the caller's, or empty
     */
    static <P extends Message> CompletionStage<Updated<P>> run(
            Call call, Kind<P> kind, Wish<P> wish, String requestId) {
        return new Update<>(call, kind, wish, Call.requestId(requestId)).attempt(1);
    }

    private CompletionStage<Updated<P>> attempt(int round) {
        return call.read(
                        Freshness.LINEARIZABLE,
                        view -> new Found<>(
                                kind.find(view),
                                requests.stream().map(view::answer).toList()))
                .thenCompose(found -> goOn(found, round));
    }

    private CompletionStage<Updated<P>> goOn(ReadResult<Found<P>> found, int round) {
        for (int attempt = 0; attempt < requests.size(); attempt++) {
            Optional<Reply> known = found.value().answers().get(attempt);
            if (known.isEmpty()) {
                return replace(found.value(), requests.get(attempt), round);
            }
            if (!isConflict(known.get())) {
                return CompletableFuture.completedFuture(new Updated<>(call.header(found), sameAnswer(known.get())));
            }
        }
        throw conflict();
    }

    private CompletionStage<Updated<P>> replace(Found<P> found, RequestId request, int round) {
        Versioned<P> present = found.object().orElseThrow(() -> ApiException.of(kind.notFound()));
        P contents = wish.mask().apply(present.object(), wish.patch());
        Command command = kind.replace(contents, wish.etag().orElse(present.etag()));
        return call.submit(command, request).thenCompose(committed -> {
            if (isConflict(committed.reply()) || isReused(committed.reply())) {
                // Reused: the same update is under way a second time, and the other one was faster.
                return round < 2 * MAX_TRIES ? attempt(round + 1) : CompletableFuture.failedFuture(conflict());
            }
            return CompletableFuture.completedFuture(updated(Call.accepted(committed)));
        });
    }

    private Updated<P> updated(Committed committed) {
        return new Updated<>(call.header(committed), objectIn(committed.reply()));
    }

    /** The remembered answer, unless the id was used for something else. */
    private P sameAnswer(Reply known) {
        if (known instanceof Refusal refusal) {
            throw ApiException.of(refusal);
        }
        P object = objectIn(known);
        // Compared as commands, in which a field that is not set and its default are the same.
        P again = wish.mask().apply(object, wish.patch());
        if (!kind.asWanted(again).equals(kind.asWanted(object))) {
            throw reused();
        }
        return object;
    }

    private P objectIn(Reply reply) {
        if (reply instanceof Answer answer) {
            return kind.answered(answer).orElseThrow(this::reused);
        }
        throw new IllegalStateException("a refusal was handled before, found " + reply);
    }

    private boolean isConflict(Reply reply) {
        return wish.etag().isEmpty()
                && reply instanceof Refusal refusal
                && refusal.reason() == RefusalReason.ETAG_MISMATCH;
    }

    private static boolean isReused(Reply reply) {
        return reply instanceof Refusal refusal && refusal.reason() == RefusalReason.REQUEST_ID_REUSED;
    }

    private ApiException reused() {
        return ApiException.of(Refusal.of(RefusalReason.REQUEST_ID_REUSED, "request_id", requests.get(0)));
    }

    private static ApiException conflict() {
        return ApiException.of(Refusal.of(
                RefusalReason.ETAG_MISMATCH, "expected", "no change meanwhile", "found", "one after another"));
    }

    private static List<RequestId> requestsOf(RequestId first) {
        List<RequestId> requests = new ArrayList<>(List.of(first));
        for (int attempt = 1; attempt < MAX_TRIES; attempt++) {
            byte[] name = ("update " + attempt + " " + first).getBytes(StandardCharsets.UTF_8);
            requests.add(new RequestId(UUID.nameUUIDFromBytes(name).toString()));
        }
        return List.copyOf(requests);
    }
}
