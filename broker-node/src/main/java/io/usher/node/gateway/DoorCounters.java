package io.usher.node.gateway;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a door has seen. Safe for use by several threads. The reasons are a fixed set, so the map is bounded. */
public final class DoorCounters {
    private final LongAdder admitted = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    DoorCounters() {}

    void admitted() {
        admitted.increment();
    }

    void refused(String reason) {
        refused.computeIfAbsent(reason, unseen -> new LongAdder()).increment();
    }

    AtomicInteger waitingGauge() {
        return waiting;
    }

    AtomicInteger openGauge() {
        return open;
    }

    /** Returns how many clients were let in since the start. */
    public long admittedTotal() {
        return admitted.sum();
    }

    /** Returns how many clients were refused since the start, by reason. */
    public Map<String, Long> refusedTotal() {
        Map<String, Long> sums = new TreeMap<>();
        refused.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }

    /** Returns how many connections are not spliced yet. */
    public int waiting() {
        return waiting.get();
    }

    /** Returns how many connections of clients are open. */
    public int open() {
        return open.get();
    }
}
