package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.Rerun;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.state.StateImage;
import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.node.api.mapping.ReplayMapping;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.RecordedLog;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ReplayRequest;
import io.usher.proto.v1.ReplayResponse;
import io.usher.proto.v1.ReplayServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A recorded stretch of the log once more, over gRPC. Takes a while, so it runs apart, one after the other. */
public final class ReplayGrpc extends ReplayServiceGrpc.ReplayServiceImplBase implements AutoCloseable {

    private static final int MOST_WAITING = 2;

    private final Calls calls;
    private final RecordedLog log;
    private final ThreadPoolExecutor thread;

    public ReplayGrpc(Calls calls, RecordedLog log) {
        this.calls = calls;
        this.log = log;
        this.thread = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), ReplayGrpc::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "replay");
        thread.setDaemon(true);
        return thread;
    }

    /** The state of this broker at a moment; its digest only where it is wanted. */
    private record Present(long revision, Optional<String> digest) {}

    @Override
    public void replay(ReplayRequest request, StreamObserver<ReplayResponse> observer) {
        calls.answer(observer, call -> {
            ReplayMapping.Wanted wanted = ReplayMapping.wanted(request);
            return call.read(Freshness.STALE, view -> wanted.to() == 0 ? view.image() : view.applied())
                    .thenCompose(found -> run(call, wanted, found));
        });
    }

    private CompletionStage<ReplayResponse> run(Call call, ReplayMapping.Wanted wanted, ReadResult<?> found) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        Optional<String> digest = found.value() instanceof StateImage image
                                ? Optional.of(Rerun.digestOf(image))
                                : Optional.empty();
                        Present present = new Present(found.applied().index(), digest);
                        return replay(call, wanted, present)
                                .setHeader(call.header(found))
                                .build();
                    },
                    thread);
        } catch (RejectedExecutionException e) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", MOST_WAITING + " replays wait"));
        }
    }

    private ReplayResponse.Builder replay(Call call, ReplayMapping.Wanted wanted, Present present) {
        long to = wanted.to() == 0 ? present.revision() : wanted.to();
        if (wanted.from() > present.revision()) {
            throw InvalidFieldsException.of(
                    "from_revision", "must be at most " + present.revision() + ", found " + wanted.from());
        }
        if (wanted.from() > to || to > present.revision()) {
            throw InvalidFieldsException.of(
                    "to_revision", "must be from " + wanted.from() + " to " + present.revision() + ", found " + to);
        }
        try {
            RecordedLog.Recording recording = log.open(wanted.from());
            StretchOfLog stretch = new StretchOfLog(recording, wanted.pools(), call.deadline());
            return stretch.replay(wanted.from(), to, present.digest());
        } catch (RecordedLog.PurgedException e) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_REVISION_COMPACTED,
                    new Detail("asked", Long.toString(wanted.from())),
                    new Detail("oldest", Long.toString(e.earliest())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
