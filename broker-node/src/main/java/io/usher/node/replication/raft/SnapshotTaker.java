package io.usher.node.replication.raft;

import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.gate.Replica;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a snapshot is due and takes it in the background: the state is copied under the lock, which is one pass
 * over the tables, and encoded and written while the broker goes on.
 */
final class SnapshotTaker {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);

    /** After a failure, such as a full disk, nothing is tried for so long. */
    private static final long RETRY_NANOS = 10_000_000_000L;

    private final SnapshotSettings settings;
    private final Replica replica;
    private final Snapshots snapshots;
    private final Publisher publisher;
    private final Executor background;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long lastIndex = -1;
    private volatile long lastNanos = System.nanoTime();
    private volatile long notBeforeNanos = lastNanos;

    SnapshotTaker(
            SnapshotSettings settings, Replica replica, Snapshots snapshots, Publisher publisher, Executor background) {
        this.settings = settings;
        this.replica = replica;
        this.snapshots = snapshots;
        this.publisher = publisher;
        this.background = background;
    }

    /** Has Ratis take note of a durable snapshot and purge its log. */
    @FunctionalInterface
    interface Publisher {
        void publish() throws IOException;
    }

    /** An entry of this size was applied. */
    void applied(int entryBytes) {
        bytes.addAndGet(entryBytes);
    }

    /** The state comes from a snapshot at this index. */
    void restored(long index) {
        lastIndex = index;
        lastNanos = System.nanoTime();
        bytes.set(0);
    }

    /** Called every few milliseconds: takes a snapshot in the background if one is due. */
    void tick() {
        if (isDue() && busy.compareAndSet(false, true)) {
            background.execute(this::take);
        }
    }

    private boolean isDue() {
        long now = System.nanoTime();
        long entries = replica.appliedIndex() - lastIndex;
        return entries > 0
                && now - notBeforeNanos >= 0
                && (entries >= settings.entries()
                        || bytes.get() >= settings.bytes()
                        || now - lastNanos >= settings.age().toNanos());
    }

    private void take() {
        try {
            long begin = System.nanoTime();
            long bytesBefore = bytes.get();
            Replica.Capture capture = replica.capture();
            long copied = System.nanoTime();
            snapshots.write(capture);
            lastIndex = capture.position().index();
            lastNanos = begin;
            bytes.addAndGet(-bytesBefore);
            publisher.publish();
            LOG.info(
                    "snapshot at {}: copied in {} ms, written in {} ms",
                    capture.position(),
                    (copied - begin) / 1_000_000,
                    (System.nanoTime() - copied) / 1_000_000);
        } catch (IOException | RuntimeException e) {
            LOG.error("no snapshot could be taken; the log grows until one can", e);
            notBeforeNanos = System.nanoTime() + RETRY_NANOS;
        } finally {
            busy.set(false);
        }
    }
}
