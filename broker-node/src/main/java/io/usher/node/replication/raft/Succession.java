package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows a primary whose process has ended, without waiting for an election timeout. The survivors stand one after the
 * other, in order of id: all at once would split the votes. Who stands wins only with a majority and a log that is as
 * long as those of the voters, as in every election; if nobody does, the timeout decides as usual. Thread-safe.
 */
final class Succession {

    /**
     * Longer than it takes the request of the one ahead to come, counted from when this broker noticed: on two busy
     * processors that was 100 ms and more. Whoever stands before it has come splits the votes, and an election timeout
     * passes until the next try.
     */
    static final Duration TURN = Duration.ofMillis(300);

    private final BrokerId self;
    private final Supplier<List<BrokerId>> voters;
    private final Supplier<Optional<BrokerId>> primary;
    private final Consumer<BrokerId> stand;
    private final BiConsumer<Runnable, Duration> after;

    /**
     * Does nothing until a process ends.
     *
     * @param voters who may stand, this one among them, who is preferred first
     * @param primary whom this broker follows
     * @param stand begins an election against the broker that it followed
     * @param after runs a task once after a time
     */
    Succession(
            BrokerId self,
            Supplier<List<BrokerId>> voters,
            Supplier<Optional<BrokerId>> primary,
            Consumer<BrokerId> stand,
            BiConsumer<Runnable, Duration> after) {
        this.self = self;
        this.voters = voters;
        this.primary = primary;
        this.stand = stand;
        this.after = after;
    }

    /** Told that the process of a broker has ended. Nothing happens unless it led. */
    void ended(BrokerId broker) {
        List<BrokerId> group = voters.get();
        if (isPrimary(broker) && group.contains(self)) {
            long turn = group.stream()
                    .takeWhile(other -> !other.equals(self))
                    .filter(other -> !other.equals(broker))
                    .count();
            after.accept(() -> standAgainst(broker), TURN.multipliedBy(turn));
        }
    }

    /** By now somebody else may lead, or the timeout may have begun an election. */
    private void standAgainst(BrokerId broker) {
        if (isPrimary(broker)) {
            stand.accept(broker);
        }
    }

    private boolean isPrimary(BrokerId broker) {
        return primary.get().equals(Optional.of(broker));
    }
}
