package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.BackupServiceGrpc;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.SaveBackupRequest;
import io.usher.proto.v1.SaveBackupResponse;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Backups over gRPC. The state is copied under the lock, which is one pass over the tables; encoding and sending take a
 * while and run apart, one after the other.
 */
public final class BackupGrpc extends BackupServiceGrpc.BackupServiceImplBase implements AutoCloseable {

    /** Each of them holds on to a whole state. */
    private static final int MOST_WAITING = 1;

    private final Calls calls;
    private final ThreadPoolExecutor thread;

    public BackupGrpc(Calls calls) {
        this.calls = calls;
        this.thread = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), BackupGrpc::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "backup");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void saveBackup(SaveBackupRequest request, StreamObserver<SaveBackupResponse> observer) {
        BackupStream stream = new BackupStream((ServerCallStreamObserver<SaveBackupResponse>) observer);
        try {
            calls.open(calls.settings().defaultDeadline())
                    .read(request.getConsistency(), BrokerView::image)
                    .whenComplete((found, failure) -> {
                        if (failure != null) {
                            observer.onError(StatusMapping.toStatus(failure));
                        } else {
                            send(stream, found);
                        }
                    });
        } catch (RuntimeException e) {
            observer.onError(StatusMapping.toStatus(e));
        }
    }

    private void send(BackupStream stream, ReadResult<StateImage> found) {
        try {
            thread.execute(() -> stream.send(calls.headers().of(found), found.value()));
        } catch (RejectedExecutionException e) {
            stream.refuse(ApiException.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", (MOST_WAITING + 1) + " backups")));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
