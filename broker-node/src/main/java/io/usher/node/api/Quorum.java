package io.usher.node.api;

import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.BrokerId;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.Peer;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.BrokerStatus.Role;
import io.usher.proto.v1.ErrorReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Whether the site goes on without one of its voters. What the primary last heard of the others may be as old as an
 * election timeout, so each of them is asked at that moment. Thread-safe.
 */
final class Quorum {

    /** A broker that takes longer to say how it stands is no help. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Before it is asked again. One that has just started is not connected at the first question, and one that has not
     * heard of an election yet follows a moment later.
     */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What a secondary under full load may lag behind. */
    private static final long MOST_ENTRIES_BEHIND = 2_000;

    private final GroupControl control;
    private final OtherBrokers others;

    Quorum(GroupControl control, OtherBrokers others) {
        this.control = control;
        this.others = others;
    }

    /**
     * Checks that a majority of the voters that would be left answers, follows this broker and has caught up.
     *
     * @param committed index of the latest entry that is committed
     * @return completes exceptionally with {@link ApiException} when there is no such majority; it tells who is missing
     */
    CompletionStage<Void> checkWithout(BrokerId broker, long committed) {
        if (!control.members().isVoter(broker)) {
            return CompletableFuture.completedFuture(null);
        }
        List<BrokerId> left = control.members().voters().stream()
                .map(Peer::id)
                .filter(other -> !other.equals(broker))
                .toList();
        Map<BrokerId, CompletableFuture<Optional<String>>> asked = new TreeMap<>();
        left.stream()
                .filter(other -> !other.equals(control.self()))
                .forEach(other -> asked.put(other, missing(other, committed).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenAccept(answered -> {
                    List<String> missing = new ArrayList<>();
                    asked.forEach((other, why) -> why.join().ifPresent(reason -> missing.add(other + " " + reason)));
                    if (2 * (left.size() - missing.size()) <= left.size()) {
                        throw refusal(broker, left, missing);
                    }
                });
    }

    /** Why a broker does not count; empty when it does. */
    private CompletionStage<Optional<String>> missing(BrokerId broker, long committed) {
        return missing(broker, committed, Deadline.after(PATIENCE));
    }

    private CompletionStage<Optional<String>> missing(BrokerId broker, long committed, Deadline deadline) {
        return others.ask(broker, deadline)
                .thenApply(status -> shortcoming(status, committed))
                .exceptionally(failure -> Optional.of(StatusMapping.plainText(failure)))
                .thenCompose(why -> why.isEmpty() || deadline.remaining().compareTo(PAUSE) <= 0
                        ? CompletableFuture.completedFuture(why)
                        : Delays.after(PAUSE).thenCompose(passed -> missing(broker, committed, deadline)));
    }

    private Optional<String> shortcoming(BrokerStatus status, long committed) {
        if (status.getRole() != Role.ROLE_SECONDARY
                || !status.getPrimary().equals(control.self().value())) {
            return Optional.of("does not follow " + control.self());
        }
        long behind = committed - status.getCommitIndex();
        return behind > MOST_ENTRIES_BEHIND ? Optional.of("is " + behind + " entries behind") : Optional.empty();
    }

    private static ApiException refusal(BrokerId broker, List<BrokerId> left, List<String> missing) {
        return ApiException.of(
                ErrorReason.ERROR_REASON_WOULD_LOSE_QUORUM,
                new Detail("broker", broker.value()),
                new Detail("up", String.valueOf(left.size() - missing.size())),
                new Detail("left", left.stream().map(BrokerId::value).collect(Collectors.joining(", ", "[", "]"))),
                new Detail("missing", missing.isEmpty() ? "nobody else votes" : String.join("; ", missing)));
    }
}
