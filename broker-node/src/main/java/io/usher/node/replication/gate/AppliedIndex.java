package io.usher.node.replication.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The index that a replica has reached, and those who wait for one. Thread-safe. */
final class AppliedIndex {

    private static final CompletionStage<Void> REACHED = CompletableFuture.completedFuture(null);

    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
    private volatile long index = -1;

    long get() {
        return index;
    }

    /** Moves on and completes whoever waited for this index, on the calling thread. */
    void advance(long reached) {
        List<CompletableFuture<Void>> due;
        synchronized (this) {
            index = reached;
            if (waiting.isEmpty() || waiting.firstKey() > reached) {
                return;
            }
            NavigableMap<Long, CompletableFuture<Void>> head = waiting.headMap(reached, true);
            due = new ArrayList<>(head.values());
            head.clear();
        }
        due.forEach(future -> future.complete(null));
    }

    /**
     * Everybody who waits for one index shares one future, so that the map has no more entries than there are reads.
     */
    CompletionStage<Void> when(long wanted) {
        if (wanted <= index) {
            return REACHED;
        }
        synchronized (this) {
            if (wanted <= index) {
                return REACHED;
            }
            return waiting.computeIfAbsent(wanted, key -> new CompletableFuture<>());
        }
    }
}
