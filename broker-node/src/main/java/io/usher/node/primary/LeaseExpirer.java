package io.usher.node.primary;

import io.usher.core.command.Answer.LeasesExpired;
import io.usher.core.command.ExpireLeases;
import io.usher.core.model.LogTime;
import io.usher.core.state.BrokerView;
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
 * Proposes to end pending sessions when the state says that a lease is over. Time passes only in the log: without a
 * command, nothing would ever expire. Asking once too often is harmless. Thread-safe.
 */
final class LeaseExpirer {

    /** Sessions ended by one command; what is left is due at once. */
    static final int MOST_AT_ONCE = 1_000;

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LeaseExpirer.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final AtomicBoolean busy = new AtomicBoolean();

    LeaseExpirer(PrimaryTerm term, ReplicatedBroker broker) {
        this.term = term;
        this.broker = broker;
    }

    /** Proposes once if something is due. */
    void tick() {
        if (busy.compareAndSet(false, true)) {
            expireDue().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.debug("leases were not ended this time", failure);
                }
            });
        }
    }

    private CompletionStage<Boolean> expireDue() {
        return broker.read(Freshness.STALE, Deadline.after(TIME), view -> isDue(view, term.now()))
                .thenCompose(due -> due.value() ? expire() : CompletableFuture.completedFuture(false));
    }

    private CompletionStage<Boolean> expire() {
        return term.propose(new ExpireLeases(MOST_AT_ONCE), Deadline.after(TIME))
                .thenCompose(committed -> {
                    boolean more =
                            committed.reply() instanceof LeasesExpired expired && expired.sessions() == MOST_AT_ONCE;
                    return more ? expireDue() : CompletableFuture.completedFuture(true);
                });
    }

    private static boolean isDue(BrokerView view, LogTime now) {
        return view.nextDeadline()
                .map(deadline -> !deadline.isAfter(now.max(view.now())))
                .orElse(false);
    }
}
