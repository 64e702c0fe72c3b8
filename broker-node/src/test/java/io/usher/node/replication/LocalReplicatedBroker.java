package io.usher.node.replication;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import io.usher.core.state.BrokerView;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** The real core behind a log of one broker in memory: everything is committed at once, on the caller's thread. */
public final class LocalReplicatedBroker implements ReplicatedBroker {

    private final Broker core = Broker.empty();
    private final EventFeed feed;
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final AtomicLong index = new AtomicLong();
    private volatile Optional<Supplier<ReplicationException>> failure = Optional.empty();
    private volatile boolean losesReplies;

    public LocalReplicatedBroker(EventFeed feed) {
        this.feed = feed;
    }

    /** Commits a command outside of any call, as another client would. */
    public synchronized Outcome apply(Command command) {
        return apply(command, Optional.empty());
    }

    /** Moves the clock that stamps entries. */
    public void elapse(Duration time) {
        clock.addAndGet(time.toMillis());
    }

    /** Commits an entry that changes nothing, as a primary does when it begins to lead. */
    public synchronized void tick() {
        feed.publish(new FeedEntry(index.incrementAndGet(), new LogTime(clock.get()), List.of()));
    }

    /** From now on nothing gets through. */
    public void fail(ReplicationException.Meaning meaning) {
        failure = Optional.of(() -> new ReplicationException(meaning, "for a test"));
    }

    /** From now on commands are carried out and their replies are lost. */
    public void loseReplies() {
        losesReplies = true;
    }

    /** Everything works again. */
    public void heal() {
        failure = Optional.empty();
        losesReplies = false;
    }

    @Override
    public synchronized CompletionStage<Committed> submit(Submission submission) {
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(failure.get().get());
        }
        Outcome outcome = apply(submission.command(), submission.request());
        return losesReplies
                ? CompletableFuture.failedFuture(
                        new ReplicationException(ReplicationException.Meaning.OUTCOME_UNKNOWN, "for a test"))
                : CompletableFuture.completedFuture(new Committed(outcome.position(), outcome.time(), outcome.reply()));
    }

    @Override
    public synchronized <T> CompletionStage<ReadResult<T>> read(
            Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
        if (failure.isPresent() && freshness == Freshness.LINEARIZABLE) {
            return CompletableFuture.failedFuture(failure.get().get());
        }
        BrokerView view = core.view();
        return CompletableFuture.completedFuture(new ReadResult<>(view.applied(), view.now(), query.apply(view)));
    }

    private Outcome apply(Command command, Optional<RequestId> request) {
        LogPosition position = new LogPosition(index.incrementAndGet(), 0);
        Outcome outcome = core.apply(new CommandContext(position, new LogTime(clock.get()), request), command);
        feed.publish(new FeedEntry(position.index(), outcome.time(), outcome.events()));
        return outcome;
    }
}
