package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.CallFailedException;
import io.usher.node.config.Address;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetStateDigestRequest;
import io.usher.proto.v1.GetStateDigestResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Asks all brokers for their digests until they tell of the same revision. Digests of different revisions cannot be
 * compared; on a site at work that takes some rounds, in which all are asked at once.
 */
final class DigestComparison implements AutoCloseable {
    /** Between rounds: a digest is made of the whole state, which brokers should not have to read all the time. */
    private static final long PAUSE_MILLIS = 200;

    private final Map<String, BrokerClient> clients = new TreeMap<>();
    private final Map<String, String> silent = new ConcurrentHashMap<>();
    private final long end;

    /**
     * Creates a comparison.
     *
     * @param client asks; its timeout is the time for all rounds
     * @param brokers API addresses by broker id
     */
    DigestComparison(BrokerClient client, Map<String, Address> brokers) {
        brokers.forEach((id, address) -> clients.put(id, client.only(address)));
        this.end = System.nanoTime() + client.settings().timeout().toNanos();
    }

    /**
     * Returns the digests by broker id, without those that did not answer. They are of one revision unless the time was
     * over before.
     */
    Map<String, GetStateDigestResponse> digests() {
        Map<String, GetStateDigestResponse> digests = round(clients.keySet(), 0);
        while (!areOfOneRevision(digests) && remaining().toMillis() > PAUSE_MILLIS) {
            pause();
            Map<String, GetStateDigestResponse> next = round(digests.keySet(), latest(digests));
            if (next.size() < digests.size()) {
                // One that answered before has no time left, or has just gone: nothing more can be compared.
                return digests;
            }
            digests = next;
        }
        return digests;
    }

    /** Why brokers did not answer, by broker id. */
    Map<String, String> silent() {
        return Map.copyOf(silent);
    }

    static boolean areOfOneRevision(Map<String, GetStateDigestResponse> digests) {
        return digests.values().stream()
                        .map(DigestComparison::revision)
                        .distinct()
                        .count()
                <= 1;
    }

    private static long latest(Map<String, GetStateDigestResponse> digests) {
        return digests.values().stream()
                .mapToLong(DigestComparison::revision)
                .max()
                .orElse(0);
    }

    private static long revision(GetStateDigestResponse digest) {
        return digest.getHeader().getRevision();
    }

    private Map<String, GetStateDigestResponse> round(Collection<String> brokers, long revision) {
        // One thread for each broker, so that all look at nearly the same moment.
        Executor thread = task -> {
            Thread started = new Thread(task, "digest");
            started.setDaemon(true);
            started.start();
        };
        Map<String, CompletableFuture<Optional<GetStateDigestResponse>>> answers = new HashMap<>();
        List.copyOf(brokers)
                .forEach(broker ->
                        answers.put(broker, CompletableFuture.supplyAsync(() -> ask(broker, revision), thread)));
        Map<String, GetStateDigestResponse> digests = new TreeMap<>();
        answers.forEach((broker, answer) -> answer.join().ifPresent(digest -> digests.put(broker, digest)));
        return digests;
    }

    private Optional<GetStateDigestResponse> ask(String id, long revision) {
        BrokerClient broker = clients.get(id);
        if (broker == null) {
            throw new IllegalArgumentException("expected a broker of the site, found " + id);
        }
        try {
            return Optional.of(broker.call(
                    ClusterServiceGrpc.getGetStateDigestMethod(),
                    GetStateDigestRequest.newBuilder().setMinRevision(revision).build(),
                    remaining()));
        } catch (CallFailedException e) {
            silent.put(id, FailureText.why(e.details()));
            return Optional.empty();
        }
    }

    private Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the comparison was interrupted", e);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(BrokerClient::close);
    }
}
