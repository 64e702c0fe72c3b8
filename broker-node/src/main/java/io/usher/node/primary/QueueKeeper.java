package io.usher.node.primary;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.Answer.QueueMoved;
import io.usher.core.command.Command;
import io.usher.core.command.ExpireQueue;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Host;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.ReplicatedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who waits when seats are free, and sends away whose time is over. It remembers nothing: who is next stands in
 * the state, and the core decides once more when the proposal comes to it. Until then nobody else gets the seat, so
 * that being a moment late is not unfair.
 *
 * <p>Whose client is gone is not judged before this broker has led for as long as clients need to find another one.
 * Thread-safe.
 */
final class QueueKeeper {

    /** For clients that lost their broker: its death has to show, and their places to be renewed twice. */
    static final Duration GRACE = Duration.ofSeconds(25);

    /** Proposals for one pool at a time; what is left is due at once. */
    static final int MOST_AT_ONCE = 64;

    /** Nobody who waits can take what is free: it does not change from one look to the next. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final QueueMoved NOBODY = new QueueMoved(0);
    private static final int MOST_EXPIRED_AT_ONCE = 1_000;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(QueueKeeper.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final NanoClock clock;
    private final long began;
    private final Map<PoolId, Long> paused = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    QueueKeeper(PrimaryTerm term, ReplicatedBroker broker, NanoClock clock) {
        this.term = term;
        this.broker = broker;
        this.clock = clock;
        this.began = clock.nanoTime();
    }

    /** Proposes what is due. */
    void tick() {
        if (busy.compareAndSet(false, true)) {
            keep().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.debug("the queue was not kept this time", failure);
                }
            });
        }
    }

    private CompletionStage<Void> keep() {
        return broker.read(Freshness.STALE, Deadline.after(TIME), this::due)
                .thenCompose(due -> CompletableFuture.allOf(
                        due.value().stream().map(this::propose).toArray(CompletableFuture[]::new)));
    }

    private List<Command> due(BrokerView view) {
        List<Command> due = new ArrayList<>();
        if (view.queueEntries().isEmpty()) {
            return due;
        }
        boolean hasListened = clock.nanoTime() - began >= GRACE.toNanos();
        boolean isOver = view.nextQueueEnd()
                .filter(end -> !end.isAfter(term.now().max(view.now())))
                .isPresent();
        if (hasListened && isOver) {
            due.add(new ExpireQueue(MOST_EXPIRED_AT_ONCE));
        }
        for (Pool pool : view.pools()) {
            due.addAll(Collections.nCopies(admissions(view, pool.id()), new AdmitNext(pool.id())));
        }
        return due;
    }

    /** As many as have a seat: one more than needed does nothing, and one less is due at once. */
    private int admissions(BrokerView view, PoolId pool) {
        long pausedUntil = paused.getOrDefault(pool, began);
        if (view.queueOf(pool).isEmpty() || clock.nanoTime() - pausedUntil < 0) {
            return 0;
        }
        int waiting = Math.min(MOST_AT_ONCE, view.queueOf(pool).size());
        int seats = 0;
        for (CandidateVerdict standing : view.ranking(pool).best(MOST_AT_ONCE)) {
            Host host = view.host(standing.host()).orElseThrow();
            seats += view.policyOf(host).maxSessions().value()
                    - view.seats(host.id()).taken();
        }
        return Math.min(waiting, seats);
    }

    private CompletableFuture<Committed> propose(Command command) {
        return term.propose(command, Deadline.after(TIME))
                .thenApply(committed -> {
                    if (command instanceof AdmitNext admit && committed.reply().equals(NOBODY)) {
                        paused.put(admit.pool(), clock.nanoTime() + PAUSE.toNanos());
                    }
                    return committed;
                })
                .toCompletableFuture();
    }
}
