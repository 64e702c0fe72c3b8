package io.usher.node.primary;

import io.usher.core.command.ReviewScaling;
import io.usher.core.forecast.DueScaling;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.PrimaryTerm;
import io.usher.node.replication.ReplicatedBroker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposes to review the workload of pools when the core would have something to note or to advise. It remembers
 * nothing: since when a workload calls for other hosts stands in the state, so that hold times go on under the next
 * primary. Thread-safe.
 */
final class ScalingReviewer {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ScalingReviewer.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final AtomicBoolean busy = new AtomicBoolean();

    ScalingReviewer(PrimaryTerm term, ReplicatedBroker broker) {
        this.term = term;
        this.broker = broker;
    }

    /** Proposes once if something is due. */
    void tick() {
        if (busy.compareAndSet(false, true)) {
            review().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.debug("scaling was not reviewed this time", failure);
                }
            });
        }
    }

    private CompletionStage<Boolean> review() {
        return broker.read(
                        Freshness.STALE,
                        Deadline.after(TIME),
                        view -> DueScaling.isDue(view, term.now().max(view.now())))
                .thenCompose(due -> due.value()
                        ? term.propose(new ReviewScaling(), Deadline.after(TIME))
                                .thenApply(committed -> true)
                        : CompletableFuture.completedFuture(false));
    }
}
