package io.usher.node.replication.raft;

import io.usher.core.model.LogTime;
import java.time.InstantSource;

/** Stamps entries on the primary. Thread-safe. */
final class LogClock {

    private final InstantSource source;

    LogClock(InstantSource source) {
        this.source = source;
    }

    LogTime now() {
        return new LogTime(Math.max(0, source.millis()));
    }
}
