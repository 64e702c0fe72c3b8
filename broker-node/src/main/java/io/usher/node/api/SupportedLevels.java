package io.usher.node.api;

import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.node.replication.Deadline;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.UpgradeSiteResponse.BrokerLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Which feature levels the brokers of the site support: all of the group, with a vote or without. Thread-safe. */
public final class SupportedLevels {

    /** A broker that takes longer to say what it supports is as good as one that does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Before it is asked again: one that has just started is not connected at the first question. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final BrokerId self;
    private final String version;
    private final OtherBrokers others;

    /**
     * The levels of one broker and of the others.
     *
     * @param version of this broker's software
     */
    public SupportedLevels(BrokerId self, String version, OtherBrokers others) {
        this.self = self;
        this.version = version;
        this.others = others;
    }

    /** What a broker supports that says so; a release from before there were levels says nothing. */
    static int highestOf(BrokerStatus status) {
        return Math.max(FeatureLevel.FIRST.value(), status.getHighestFeatureLevel());
    }

    /** The highest level that all brokers support; empty when one of them did not answer. */
    static OptionalInt attainable(List<BrokerStatus> statuses) {
        return statuses.stream().allMatch(status -> status.getError().isEmpty())
                ? statuses.stream().mapToInt(SupportedLevels::highestOf).min()
                : OptionalInt.empty();
    }

    /** Asks every broker at this moment; in order of id. Never completes exceptionally. */
    CompletionStage<List<BrokerLevel>> ask(FeatureLevel wanted) {
        List<CompletableFuture<BrokerLevel>> asked = new ArrayList<>();
        asked.add(CompletableFuture.completedFuture(level(own(), wanted)));
        others.known()
                .keySet()
                .forEach(other -> asked.add(status(other, Deadline.after(PATIENCE))
                        .thenApply(status -> level(status, wanted))
                        .toCompletableFuture()));
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream()
                        .map(CompletableFuture::join)
                        .sorted(Comparator.comparing(BrokerLevel::getBroker))
                        .toList());
    }

    private BrokerStatus own() {
        return BrokerStatus.newBuilder()
                .setBroker(self.value())
                .setVersion(version)
                .setHighestFeatureLevel(FeatureLevel.highest().value())
                .build();
    }

    private CompletionStage<BrokerStatus> status(BrokerId broker, Deadline deadline) {
        return others.ask(broker, deadline)
                .exceptionally(failure -> BrokerStatus.newBuilder()
                        .setBroker(broker.value())
                        .setError(StatusMapping.plainText(failure))
                        .build())
                .thenCompose(status ->
                        status.getError().isEmpty() || deadline.remaining().compareTo(PAUSE) <= 0
                                ? CompletableFuture.completedFuture(status)
                                : Delays.after(PAUSE).thenCompose(passed -> status(broker, deadline)));
    }

    private static BrokerLevel level(BrokerStatus status, FeatureLevel wanted) {
        boolean hasAnswered = status.getError().isEmpty();
        return BrokerLevel.newBuilder()
                .setBroker(status.getBroker())
                .setVersion(status.getVersion())
                .setHighestFeatureLevel(hasAnswered ? highestOf(status) : 0)
                .setHoldsBack(!hasAnswered || highestOf(status) < wanted.value())
                .setError(status.getError())
                .build();
    }
}
