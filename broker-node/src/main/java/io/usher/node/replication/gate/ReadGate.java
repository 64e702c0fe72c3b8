package io.usher.node.replication.gate;

import io.usher.core.model.BrokerId;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PrimaryLink;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Linearizable reads: one confirmation of the primary's lead serves every read that waited when it began. A secondary
 * asks the primary up to where it has to be, waits until it is there, and answers from its own state. Thread-safe.
 */
public final class ReadGate {

    /** Most reads that wait; more are refused. */
    private static final int LIMIT = 65_536;

    /** A confirmation that takes longer hangs on a broker that is gone or cut off, and another way is tried. */
    private static final long ROUND_NANOS = 1_000_000_000L;

    private final Consensus consensus;
    private final Replica replica;
    private final Function<BrokerId, Optional<Peer>> peers;
    private final PrimaryLink link;
    private final Executor replies;

    private final Deque<WaitingRead> waiting = new ArrayDeque<>();
    private Optional<Round> current = Optional.empty();
    private boolean closed;

    public ReadGate(
            Consensus consensus,
            Replica replica,
            Function<BrokerId, Optional<Peer>> peers,
            PrimaryLink link,
            Executor replies) {
        this.consensus = consensus;
        this.replica = replica;
        this.peers = peers;
        this.link = link;
        this.replies = replies;
    }

    /** Reads that share one confirmation; compared by identity. */
    private static final class Round {
        private final List<WaitingRead> reads;
        private final Deadline deadline;

        Round(List<WaitingRead> reads, Deadline deadline) {
            this.reads = reads;
            this.deadline = deadline;
        }

        boolean onlyHere() {
            return reads.stream().anyMatch(WaitingRead::onlyHere);
        }
    }

    /** As {@link io.usher.node.replication.ReplicatedBroker#read}. */
    public <T> CompletionStage<ReadResult<T>> read(
            Freshness freshness, Deadline deadline, Function<BrokerView, T> query) {
        CompletableFuture<ReadResult<T>> answer = new CompletableFuture<>();
        WaitingRead read = new WaitingRead(deadline, false, index -> answer.complete(replica.read(query)), answer);
        if (freshness == Freshness.STALE) {
            read.run(replica.appliedIndex());
        } else {
            enter(read);
        }
        return answer;
    }

    /** As {@link io.usher.node.replication.PrimaryEndpoint#readIndex}: only while this broker leads. */
    public CompletionStage<Long> readIndex(Deadline deadline) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        enter(new WaitingRead(deadline, true, answer::complete, answer));
        return answer;
    }

    private void enter(WaitingRead read) {
        synchronized (this) {
            if (closed) {
                refuseAsClosed(read);
            } else if (waiting.size() < LIMIT) {
                waiting.add(read);
            } else {
                read.fail(Meaning.OVERLOADED, "as many reads wait as may, " + LIMIT + "; ask again later");
            }
        }
        startRound();
    }

    private void startRound() {
        refuseOnlyHere();
        Round round;
        synchronized (this) {
            if (current.isPresent() || waiting.isEmpty()) {
                return;
            }
            round = new Round(new ArrayList<>(waiting), new Deadline(System.nanoTime() + ROUND_NANOS));
            waiting.clear();
            current = Optional.of(round);
        }
        confirm(round).whenComplete((index, failure) -> {
            if (failure == null) {
                replica.whenApplied(index).thenRun(() -> replies.execute(() -> finish(round, index)));
            } else {
                replies.execute(() -> abandon(round));
            }
        });
    }

    private CompletionStage<Long> confirm(Round round) {
        if (consensus.leading() || round.onlyHere()) {
            return consensus.confirm().thenApply(confirmed -> replica.appliedIndex());
        }
        Optional<Peer> primary = consensus.primary().flatMap(peers);
        return primary.isPresent()
                ? link.readIndex(primary.get(), round.deadline)
                : CompletableFuture.failedFuture(
                        new ReplicationException(Meaning.NO_PRIMARY, "this broker knows of no primary"));
    }

    private void finish(Round round, long index) {
        if (leave(round)) {
            startRound();
            round.reads.forEach(read -> read.run(index));
        }
    }

    /** Puts the reads of a round back, to be tried again at the next tick or with the next primary. */
    private void abandon(Round round) {
        if (!leave(round)) {
            return;
        }
        synchronized (this) {
            waiting.addAll(round.reads);
        }
        refuseOnlyHere();
    }

    /** What another broker asked of this one as primary must not be asked of a third: it might go round in circles. */
    private void refuseOnlyHere() {
        if (consensus.leading()) {
            return;
        }
        List<WaitingRead> refused = new ArrayList<>();
        synchronized (this) {
            waiting.removeIf(read -> read.onlyHere() && refused.add(read));
        }
        refused.forEach(read -> read.fail(Meaning.NO_PRIMARY, "this broker does not lead"));
    }

    private synchronized boolean leave(Round round) {
        if (current.isEmpty() || current.get() != round) {
            return false;
        }
        current = Optional.empty();
        return true;
    }

    /** Another broker leads, or this one does: whatever was asked of the old one is asked again. */
    public void primaryChanged() {
        present().ifPresent(this::abandon);
        startRound();
    }

    /** Called every few milliseconds: tries again and ends what is overdue. */
    public void tick() {
        present().filter(round -> round.deadline.isOver()).ifPresent(this::abandon);
        List<WaitingRead> overdue = new ArrayList<>();
        synchronized (this) {
            waiting.removeIf(read -> read.isOverdue() && overdue.add(read));
            current.ifPresent(
                    round -> round.reads.stream().filter(WaitingRead::isOverdue).forEach(overdue::add));
        }
        if (!overdue.isEmpty()) {
            replies.execute(() -> overdue.forEach(read -> read.fail(
                    Meaning.NO_PRIMARY,
                    "no primary confirmed its lead before the deadline; ask again, or read stale")));
        }
        startRound();
    }

    /** Nothing more is taken in, and who waits is told. */
    public void close() {
        List<WaitingRead> unserved = new ArrayList<>();
        synchronized (this) {
            closed = true;
            unserved.addAll(waiting);
            waiting.clear();
            current.ifPresent(round -> unserved.addAll(round.reads));
            current = Optional.empty();
        }
        unserved.forEach(ReadGate::refuseAsClosed);
    }

    private static void refuseAsClosed(WaitingRead read) {
        read.fail(Meaning.NOT_READY, "this broker is shutting down; ask another one");
    }

    private synchronized Optional<Round> present() {
        return current;
    }
}
