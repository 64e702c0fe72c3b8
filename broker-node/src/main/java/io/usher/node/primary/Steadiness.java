package io.usher.node.primary;

import io.usher.core.model.BrokerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Since when other brokers could take over without a break, as this primary saw it. A primary that has just begun has
 * seen nothing yet. Not thread-safe.
 */
final class Steadiness {

    private final NanoClock clock;
    private final Map<BrokerId, Long> since = new HashMap<>();

    Steadiness(NanoClock clock) {
        this.clock = clock;
    }

    /** Told at every look who can take over at present. */
    void saw(Set<BrokerId> able) {
        since.keySet().retainAll(able);
        long now = clock.nanoTime();
        able.forEach(broker -> since.putIfAbsent(broker, now));
    }

    /** How long the broker has been steady; zero for one that is not. */
    Duration of(BrokerId broker) {
        Long began = since.get(broker);
        return began == null ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - began);
    }
}
