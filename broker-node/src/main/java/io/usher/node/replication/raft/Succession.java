package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one of the survivors stand for election as soon as the primary is gone, instead of whoever wakes up first after a
 * time of its own. Waking up at random means to wait for longer than necessary, and in half of all cases it is the one
 * with the shorter log who wakes up, cannot win, and lets another timeout pass. Here the voters are asked before
 * anybody stands: the answer tells how long their logs are. If nobody stands or wins, the election timeouts of Ratis
 * decide as usual; who wins still needs a majority and a log that is as long as those of the voters. Thread-safe.
 */
final class Succession {

    /** How often a broker looks whether its primary is silent. */
    static final Duration TICK = Duration.ofMillis(20);

    /** What asking and standing may take on a busy machine. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    /** A broker that did not look for so long was stopped itself, and what it did not hear says nothing. */
    static final Duration STOPPED = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    private final BrokerId self;
    private final Electorate electorate;
    private final Duration patience;
    private final Duration longPatience;
    private final Consumer<Runnable> background;
    private final LongSupplier nanoTime;
    private long lastTick;
    private long trustedFrom;

    /**
     * Does nothing until a process ends or a tick comes.
     *
     * @param patience how long a primary may be silent
     * @param background runs what waits for other brokers, soon
     * @param nanoTime monotonic time
     */
    Succession(
            BrokerId self,
            Electorate electorate,
            Duration patience,
            Consumer<Runnable> background,
            LongSupplier nanoTime) {
        this.self = self;
        this.electorate = electorate;
        this.patience = patience;
        this.longPatience = longPatience(patience);
        this.background = background;
        this.nanoTime = nanoTime;
        this.lastTick = nanoTime.getAsLong();
        this.trustedFrom = lastTick;
    }

    /**
     * How long those wait who are not first: a heartbeat longer, since the first one may have heard the primary that
     * much later. Two who ask for votes at the same time are told by each other that they may stand, and split the
     * votes.
     */
    static Duration longPatience(Duration patience) {
        Duration heartbeat = patience.dividedBy(2);
        return patience.plus(heartbeat).plus(MARGIN);
    }

    /** Told that the process of a broker has certainly ended. Nothing happens unless it led. */
    void ended(BrokerId broker) {
        if (follows(broker)) {
            background.accept(() -> attempt(() -> standIfFirst(broker)));
        }
    }

    private void standIfFirst(BrokerId ended) throws IOException {
        // By the time of the answers somebody else may lead, or a timeout may have begun an election.
        if (isFirst(ended) && follows(ended)) {
            LOG.info("standing for election, the process of the primary broker={} has ended", ended);
            electorate.stand(ended);
        }
    }

    /** The others have noticed, too, and ask each other: all of them come to the same result. */
    private boolean isFirst(BrokerId primary) throws IOException {
        List<BrokerId> voters = electorate.voters();
        LogEnd own = electorate.lastEntry();
        return electorate.logEnds(survivors(voters, primary)).entrySet().stream()
                .noneMatch(other -> comesBefore(other.getKey(), other.getValue(), own, voters));
    }

    private boolean comesBefore(BrokerId other, LogEnd lastEntry, LogEnd own, List<BrokerId> voters) {
        int compared = lastEntry.compareTo(own);
        return compared > 0 || (compared == 0 && voters.indexOf(other) < voters.indexOf(self));
    }

    /** Looks whether the primary has been silent for too long. To be called every {@link #TICK}, by one thread. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (now - lastTick > STOPPED.toNanos()) {
            trustedFrom = now + patience.toNanos();
        }
        if (now - trustedFrom >= 0) {
            attempt(this::standIfSilent);
        }
        lastTick = nanoTime.getAsLong();
    }

    private void standIfSilent() throws IOException {
        Duration silence = electorate.silence();
        Optional<BrokerId> followed = electorate.primary();
        if (silence.compareTo(patience) < 0 || followed.isEmpty() || !follows(followed.get())) {
            return;
        }
        BrokerId primary = followed.get();
        boolean isItsTurn = silence.compareTo(longPatience) >= 0 || isFirst(primary);
        if (isItsTurn) {
            standIfGranted(primary, electorate.voters());
        }
    }

    private void standIfGranted(BrokerId primary, List<BrokerId> voters) throws IOException {
        Set<BrokerId> willing = electorate.willing(survivors(voters, primary));
        if (1 + willing.size() > voters.size() / 2 && follows(primary)) {
            LOG.info("standing for election, the primary broker={} is silent; willing: {}", primary, willing);
            electorate.stand(primary);
        }
    }

    private List<BrokerId> survivors(List<BrokerId> voters, BrokerId primary) {
        return voters.stream()
                .filter(other -> !other.equals(self) && !other.equals(primary))
                .toList();
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            // Also while this broker starts and ends.
            LOG.debug("cannot stand for election; the election timeout decides", e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private boolean follows(BrokerId broker) {
        return !broker.equals(self)
                && electorate.primary().equals(Optional.of(broker))
                && electorate.voters().contains(self);
    }
}
