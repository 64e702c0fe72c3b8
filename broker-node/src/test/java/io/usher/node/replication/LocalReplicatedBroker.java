package io.usher.node.replication;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import io.usher.core.state.BrokerView;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    private boolean holds;
    private int linearizableReads;
    private final List<Runnable> held = new ArrayList<>();

    public LocalReplicatedBroker(EventFeed feed) {
        this.feed = feed;
    }

    /** Commits a command outside of any call, as another client would. */
    public synchronized Outcome apply(Command command) {
        return apply(command, Optional.empty(), Optional.empty());
    }

    /** What the clock that stamps entries shows. */
    public LogTime now() {
        return new LogTime(clock.get());
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

    /** From now on linearizable reads and proposals of a term wait for {@link #release}. */
    public synchronized void hold() {
        holds = true;
    }

    /** Lets everything go on that was held, in order, and holds no more. */
    public void release() {
        takeHeld().forEach(Runnable::run);
    }

    /** The same, what came last first. */
    public void releaseLastFirst() {
        List<Runnable> waiting = new ArrayList<>(takeHeld());
        Collections.reverse(waiting);
        waiting.forEach(Runnable::run);
    }

    private synchronized List<Runnable> takeHeld() {
        holds = false;
        List<Runnable> waiting = List.copyOf(held);
        held.clear();
        return waiting;
    }

    /** How many linearizable reads were asked for. */
    public synchronized int linearizableReads() {
        return linearizableReads;
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
        Outcome outcome = apply(submission.command(), submission.request(), submission.origin());
        return losesReplies
                ? CompletableFuture.failedFuture(
                        new ReplicationException(ReplicationException.Meaning.OUTCOME_UNKNOWN, "for a test"))
                : CompletableFuture.completedFuture(new Committed(outcome.position(), outcome.time(), outcome.reply()));
    }

    @Override
    public synchronized <T> CompletionStage<ReadResult<T>> read(
            Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
        if (freshness == Freshness.STALE) {
            return CompletableFuture.completedFuture(readNow(query));
        }
        linearizableReads++;
        return unlessHeld(() -> {
            failure.ifPresent(cause -> {
                throw cause.get();
            });
            return readNow(query);
        });
    }

    private synchronized <T> ReadResult<T> readNow(Function<BrokerView, T> query) {
        BrokerView view = core.view();
        return new ReadResult<>(view.applied(), view.now(), query.apply(view));
    }

    synchronized CompletionStage<Committed> propose(Command command) {
        return unlessHeld(() -> {
            failure.ifPresent(cause -> {
                throw cause.get();
            });
            Outcome outcome = apply(command);
            return new Committed(outcome.position(), outcome.time(), outcome.reply());
        });
    }

    private synchronized <T> CompletionStage<T> unlessHeld(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                result.complete(work.get());
            } catch (ReplicationException e) {
                result.completeExceptionally(e);
            }
        };
        if (holds) {
            held.add(run);
        } else {
            run.run();
        }
        return result;
    }

    private Outcome apply(Command command, Optional<RequestId> request, Optional<Origin> origin) {
        LogPosition position = new LogPosition(index.incrementAndGet(), 0);
        Outcome outcome = core.apply(new CommandContext(position, new LogTime(clock.get()), request, origin), command);
        feed.publish(new FeedEntry(position.index(), outcome.time(), outcome.events()));
        return outcome;
    }
}
