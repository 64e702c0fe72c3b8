package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.Refusal.Detail;
import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.RevisionCompactedException;
import io.usher.node.feed.Subscription;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ResponseHeader;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Starts watches and keeps account of them. Promises of a watch: revisions come in order, each at most once, none left
 * out, all changes of a revision in one message. Thread-safe.
 */
public final class WatchStreams {

    /** Watches at a time on one broker. */
    static final int MAX_WATCHES = 2_048;

    private final Calls calls;
    private final EventFeed feed;
    private final Executor turns;
    private final Set<WatchStream<?, ?, ?>> streams = ConcurrentHashMap.newKeySet();

    /**
     * No watches yet.
     *
     * @param turns runs watches that have much to send, in turn
     */
    public WatchStreams(Calls calls, EventFeed feed, Executor turns) {
        this.calls = calls;
        this.feed = feed;
        this.turns = turns;
    }

    /** Tells idle watches how far they have come. To be called at the progress interval. */
    public void tellProgress() {
        streams.forEach(WatchStream::tellProgress);
    }

    /** Ends every watch, because the broker stops; their clients go on at another one. */
    public void stop() {
        streams.forEach(stream -> stream.fail(ApiException.of(ErrorReason.ERROR_REASON_NOT_READY)));
    }

    <T, E, R> void start(StreamObserver<R> observer, long afterRevision, Supplier<Watch<T, E, R>> reader) {
        ServerCallStreamObserver<R> client = (ServerCallStreamObserver<R>) observer;
        Watch<T, E, R> watch;
        try {
            watch = reader.get();
            checkAdmission(afterRevision);
        } catch (RuntimeException e) {
            observer.onError(StatusMapping.toStatus(e));
            return;
        }
        WatchStream<T, E, R> stream = new WatchStream<>(client, watch, calls.headers(), turns);
        streams.add(stream);
        client.setOnReadyHandler(stream::proceed);
        client.setOnCancelHandler(() -> end(stream));
        client.setOnCloseHandler(() -> end(stream));
        Call call = calls.open(calls.settings().defaultDeadline());
        CompletionStage<Void> begun = afterRevision == 0
                ? call.read(Freshness.LINEARIZABLE, watch::present).thenAccept(found -> begin(stream, found, call))
                : resume(stream, afterRevision, call);
        begun.whenComplete((nothing, failure) -> {
            if (failure != null) {
                stream.fail(failure);
            }
        });
    }

    private <T> void begin(WatchStream<T, ?, ?> stream, ReadResult<List<T>> found, Call call) {
        stream.begin(
                found.value(),
                call.header(found),
                subscribe(stream, found.applied().index()));
    }

    private <T> CompletionStage<Void> resume(WatchStream<T, ?, ?> stream, long afterRevision, Call call) {
        return checkRevision(call, Freshness.STALE, afterRevision).thenAccept(checked -> {
            ResponseHeader start = calls.headers().of(afterRevision);
            stream.begin(List.of(), start, subscribe(stream, afterRevision));
        });
    }

    /** A revision that this broker has not applied yet may be known elsewhere; one beyond the log is a mistake. */
    private CompletionStage<Long> checkRevision(Call call, Freshness freshness, long revision) {
        return call.read(freshness, view -> view.applied().index()).thenCompose(found -> {
            if (revision <= found.value()) {
                return CompletableFuture.completedFuture(revision);
            }
            if (freshness == Freshness.STALE) {
                return checkRevision(call, Freshness.LINEARIZABLE, revision);
            }
            throw InvalidFieldsException.of(
                    "after_revision", "must be at most " + found.value() + ", found " + revision);
        });
    }

    private Subscription subscribe(WatchStream<?, ?, ?> stream, long afterRevision) {
        try {
            return feed.subscribe(afterRevision, stream::proceed);
        } catch (RevisionCompactedException e) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_REVISION_COMPACTED,
                    new Detail("asked", Long.toString(e.asked())),
                    new Detail("oldest", Long.toString(e.oldest())));
        }
    }

    private void checkAdmission(long afterRevision) {
        if (afterRevision < 0) {
            throw InvalidFieldsException.of("after_revision", "must not be negative, found " + afterRevision);
        }
        if (streams.size() >= MAX_WATCHES) {
            throw ApiException.of(ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", MAX_WATCHES + " watches"));
        }
    }

    private void end(WatchStream<?, ?, ?> stream) {
        streams.remove(stream);
        stream.end();
    }
}
