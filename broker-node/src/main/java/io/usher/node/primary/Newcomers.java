package io.usher.node.primary;

import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.node.replication.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brokers that wait to be added, as they told this broker. They tell it again and again, so nothing of it is kept in
 * the log, and whoever falls silent is forgotten. Thread-safe.
 */
public final class Newcomers {

    /** A newcomer speaks every second. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    /** More than anybody adds at a time. */
    private static final int MOST = 64;

    private final NanoClock clock;
    private final Map<BrokerId, Heard> waiting = new TreeMap<>();

    private record Heard(Newcomer newcomer, long nanos) {}

    /**
     * A broker that waits.
     *
     * @param apiAddress where its API is reached, host:port
     * @param version of its software
     * @param highest feature level that it supports
     */
    public record Newcomer(Peer peer, String apiAddress, String version, FeatureLevel highest) {}

    /** Nobody waits. */
    public Newcomers() {
        this(NanoClock.SYSTEM);
    }

    Newcomers(NanoClock clock) {
        this.clock = clock;
    }

    /** Takes note of one that waits; not of more than there is room for. */
    public synchronized void heard(Newcomer newcomer) {
        forgetSilent();
        BrokerId id = newcomer.peer().id();
        if (waiting.size() < MOST || waiting.containsKey(id)) {
            waiting.put(id, new Heard(newcomer, clock.nanoTime()));
        }
    }

    /** The one of this id. */
    public synchronized Optional<Newcomer> find(BrokerId id) {
        forgetSilent();
        return Optional.ofNullable(waiting.get(id)).map(Heard::newcomer);
    }

    /** Everybody who waits, in order of id. */
    public synchronized List<Newcomer> all() {
        forgetSilent();
        return waiting.values().stream().map(Heard::newcomer).toList();
    }

    private void forgetSilent() {
        long now = clock.nanoTime();
        waiting.values().removeIf(heard -> now - heard.nanos() > SILENCE.toNanos());
    }
}
