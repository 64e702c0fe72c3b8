package io.usher.node.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.usher.core.model.Site;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.node.api.mapping.BackupMapping;
import io.usher.node.replication.codec.SnapshotCodec;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.SaveBackupResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backup on its way to one client, as fast as the client takes it. */
final class BackupStream {

    private static final Logger LOG = LoggerFactory.getLogger(BackupStream.class);

    private static final int STRETCH_BYTES = 64 << 10;

    /** A client that takes nothing for so long keeps others from their backups. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ServerCallStreamObserver<SaveBackupResponse> client;
    private final Object turn = new Object();
    private long bytes;

    /** To be made on the thread on which gRPC delivered the call. */
    BackupStream(ServerCallStreamObserver<SaveBackupResponse> client) {
        this.client = client;
        client.setOnReadyHandler(this::wake);
        client.setOnCancelHandler(this::wake);
    }

    private void wake() {
        synchronized (turn) {
            turn.notifyAll();
        }
    }

    void refuse(RuntimeException reason) {
        client.onError(StatusMapping.toStatus(reason));
    }

    /** Sends all of it; returns when the client has it or is gone. */
    void send(ResponseHeader header, StateImage image) {
        try {
            SiteId site =
                    image.site().map(Site::id).orElseThrow(() -> ApiException.of(ErrorReason.ERROR_REASON_NOT_READY));
            next(SaveBackupResponse.newBuilder().setHeader(header).setBeginning(BackupMapping.toProto(site, image)));
            OutputStream out = new BufferedOutputStream(new Stretches(), STRETCH_BYTES);
            SnapshotCodec.write(out, site, image);
            out.flush();
            next(SaveBackupResponse.newBuilder().setEnd(BackupMapping.toProto(site, image, bytes)));
            client.onCompleted();
        } catch (IOException e) {
            LOG.warn("a backup was not taken to its end: {}", e.getMessage());
            if (!client.isCancelled()) {
                client.onError(Status.ABORTED.withDescription(e.getMessage()).asRuntimeException());
            }
        } catch (RuntimeException e) {
            client.onError(StatusMapping.toStatus(e));
        }
    }

    private void next(SaveBackupResponse.Builder part) throws IOException {
        awaitReady();
        client.onNext(part.build());
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (turn) {
            while (!client.isReady()) {
                long left = end - System.nanoTime();
                if (client.isCancelled()) {
                    throw new IOException("the client has gone");
                }
                if (left <= 0) {
                    throw new IOException(
                            "the client took nothing for " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(turn, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("the broker stops");
                }
            }
        }
    }

    private final class Stretches extends OutputStream {

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            bytes += length;
            for (int done = 0; done < length; done += STRETCH_BYTES) {
                int size = Math.min(STRETCH_BYTES, length - done);
                next(SaveBackupResponse.newBuilder()
                        .setStretch(SaveBackupResponse.Stretch.newBuilder()
                                .setData(ByteString.copyFrom(data, offset + done, size))));
            }
        }
    }
}
