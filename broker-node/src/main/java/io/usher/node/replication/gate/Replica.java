package io.usher.node.replication.gate;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.command.CommandContext;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.LogPosition;
import io.usher.core.model.RoleTable;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;
import io.usher.node.replication.OutcomeListener;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.codec.LogEntryCodec;
import io.usher.node.replication.codec.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * This broker's copy of the state. One thread writes, in the order of the log; any thread reads. Holds no rule of the
 * domain.
 */
public final class Replica {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final OutcomeListener listener;
    private final AppliedIndex appliedIndex = new AppliedIndex();

    private Broker broker = Broker.empty();
    private Position position = Position.START;
    private volatile RoleTable roles = RoleTable.EMPTY;
    private volatile FeatureLevel featureLevel = FeatureLevel.FIRST;

    public Replica(OutcomeListener listener) {
        this.listener = listener;
    }

    /**
     * An entry of the log.
     *
     * @param term in which it was written
     * @param index its place
     */
    public record Position(long term, long index) {

        /** Before the first entry. */
        public static final Position START = new Position(0, -1);
    }

    /** The whole state after an entry. */
    public record Capture(Position position, StateImage image) {}

    /**
     * Carries out the commands of an entry. Only for the thread that applies.
     *
     * @return one outcome for each command
     * @throws RuntimeException when an invariant is broken; the node must stop
     */
    public List<Outcome> apply(Position entryPosition, LogEntryCodec.Entry entry) {
        List<Outcome> outcomes = new ArrayList<>(entry.proposals().size());
        lock.writeLock().lock();
        try {
            requireNext(entryPosition);
            int ordinal = 0;
            for (Proposal proposal : entry.proposals()) {
                LogPosition at = new LogPosition(entryPosition.index(), ordinal++);
                outcomes.add(broker.apply(
                        new CommandContext(at, entry.time(), proposal.request(), proposal.origin()),
                        proposal.command()));
            }
            position = entryPosition;
            roles = broker.view().roles();
            featureLevel = broker.view().featureLevel();
        } finally {
            lock.writeLock().unlock();
        }
        listener.applied(entryPosition.index(), outcomes);
        appliedIndex.advance(entryPosition.index());
        return outcomes;
    }

    /** Takes note of an entry without commands. Only for the thread that applies. */
    public void skip(Position entryPosition) {
        lock.writeLock().lock();
        try {
            requireNext(entryPosition);
            position = entryPosition;
        } finally {
            lock.writeLock().unlock();
        }
        appliedIndex.advance(entryPosition.index());
    }

    private void requireNext(Position next) {
        if (next.index() <= position.index() || next.term() < position.term()) {
            throw new IllegalStateException("entries must be applied in order, found " + next + " after " + position);
        }
    }

    /** Replaces the state. Only for the thread that applies, or before it starts. */
    public void restore(Capture capture) {
        Broker restored = Broker.restore(capture.image());
        lock.writeLock().lock();
        try {
            broker = restored;
            position = capture.position();
            roles = broker.view().roles();
            featureLevel = broker.view().featureLevel();
        } finally {
            lock.writeLock().unlock();
        }
        listener.reset(capture.position().index());
        appliedIndex.advance(capture.position().index());
    }

    /** Who may do what. Costs no lock: every call at the door asks. */
    public RoleTable roles() {
        return roles;
    }

    /** What may be in the log. Costs no lock: every command at the door asks. */
    public FeatureLevel featureLevel() {
        return featureLevel;
    }

    /** Asks a question about the present state. */
    public <T> ReadResult<T> read(Function<BrokerView, T> query) {
        lock.readLock().lock();
        try {
            BrokerView view = broker.view();
            return new ReadResult<>(view.applied(), view.now(), query.apply(view));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** A consistent copy of the whole state. Keeps entries from being applied for one pass over the tables. */
    public Capture capture() {
        lock.readLock().lock();
        try {
            return new Capture(position, broker.image());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Index of the last entry applied, -1 before the first. */
    public long appliedIndex() {
        return appliedIndex.get();
    }

    /**
     * Waits for an entry. What is attached to the result runs on the thread that applies, when exactly this entry has
     * been applied and no later one.
     *
     * @return completes when the entry at this index has been applied; may already be complete, then later ones may
     *     have been applied too
     */
    public CompletionStage<Void> whenApplied(long index) {
        return appliedIndex.when(index);
    }

    /** Takes a copy as soon as an index is reached: exactly there, if that lies ahead. */
    public CompletableFuture<Capture> captureAt(long index) {
        Supplier<Capture> capture = this::capture;
        return appliedIndex.when(index).thenApply(reached -> capture.get()).toCompletableFuture();
    }
}
