package io.usher.node.replication.raft;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Opens the connections to the other brokers anew while nobody leads. A connection that failed waits longer and longer
 * until it tries again, up to two minutes; a primary cuts that short for its own, but brokers that come back after a
 * long partition have no primary and would not elect one before.
 */
final class Reconnector {

    /** Longer than an election takes when the brokers do reach each other. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BooleanSupplier hasPrimary;
    private final Runnable reconnect;
    private final LongSupplier nanoTime;
    private long lastGood;

    /** @param reconnect opens all connections anew */
    Reconnector(BooleanSupplier hasPrimary, Runnable reconnect, LongSupplier nanoTime) {
        this.hasPrimary = hasPrimary;
        this.reconnect = reconnect;
        this.nanoTime = nanoTime;
        this.lastGood = nanoTime.getAsLong();
    }

    /** Called several times a second, by one thread at a time. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (hasPrimary.getAsBoolean()) {
            lastGood = now;
        } else if (now - lastGood >= PATIENCE.toNanos()) {
            lastGood = now;
            reconnect.run();
        }
    }
}
