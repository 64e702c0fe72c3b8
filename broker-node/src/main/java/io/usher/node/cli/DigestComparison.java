package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.CallFailedException;
import io.usher.node.config.Address;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetStateDigestRequest;
import io.usher.proto.v1.GetStateDigestResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Asks all brokers for their digests until they tell of the same revision. Digests of different revisions cannot be
 * compared; on a site at work that takes some rounds, in which all are asked at once.
 */
final class DigestComparison {
    private final BrokerClient client;
    private final Map<String, Address> brokers;
    private final long end;

    /**
     * Creates a comparison.
     *
     * @param client asks; its timeout is the time for all rounds
     * @param brokers API addresses by broker id
     */
    DigestComparison(BrokerClient client, Map<String, Address> brokers) {
        this.client = client;
        this.brokers = new TreeMap<>(brokers);
        this.end = System.nanoTime() + client.settings().timeout().toNanos();
    }

    /**
     * Returns the digests by broker id, without those that did not answer. They are of one revision unless the time was
     * over before.
     */
    Map<String, GetStateDigestResponse> digests() {
        Map<String, GetStateDigestResponse> digests = round(brokers, 0);
        while (!areOfOneRevision(digests) && remaining().compareTo(Duration.ZERO) > 0) {
            long latest = digests.values().stream()
                    .mapToLong(digest -> digest.getHeader().getRevision())
                    .max()
                    .orElse(0);
            Map<String, Address> answering = new TreeMap<>(brokers);
            answering.keySet().retainAll(digests.keySet());
            Map<String, GetStateDigestResponse> next = round(answering, latest);
            if (next.isEmpty()) {
                return digests;
            }
            digests = next;
        }
        return digests;
    }

    static boolean areOfOneRevision(Map<String, GetStateDigestResponse> digests) {
        return digests.values().stream()
                        .map(digest -> digest.getHeader().getRevision())
                        .distinct()
                        .count()
                <= 1;
    }

    private Map<String, GetStateDigestResponse> round(Map<String, Address> asked, long revision) {
        // One thread for each broker, so that all look at nearly the same moment.
        Executor thread = task -> {
            Thread started = new Thread(task, "digest");
            started.setDaemon(true);
            started.start();
        };
        Map<String, CompletableFuture<Optional<GetStateDigestResponse>>> answers = new HashMap<>();
        asked.forEach((broker, address) ->
                answers.put(broker, CompletableFuture.supplyAsync(() -> ask(address, revision), thread)));
        Map<String, GetStateDigestResponse> digests = new TreeMap<>();
        answers.forEach((broker, answer) -> answer.join().ifPresent(digest -> digests.put(broker, digest)));
        return digests;
    }

    private Optional<GetStateDigestResponse> ask(Address address, long revision) {
        Duration time = remaining().compareTo(Duration.ofMillis(1)) > 0 ? remaining() : Duration.ofMillis(1);
        try (BrokerClient broker = client.only(address, time)) {
            return Optional.of(broker.call(
                    ClusterServiceGrpc.getGetStateDigestMethod(),
                    GetStateDigestRequest.newBuilder().setMinRevision(revision).build()));
        } catch (CallFailedException e) {
            // The command shows which brokers are missing; -v has said why.
            return Optional.empty();
        }
    }

    private Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
