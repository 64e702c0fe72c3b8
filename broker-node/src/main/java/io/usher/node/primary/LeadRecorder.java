package io.usher.node.primary;

import io.usher.core.command.RecordLead;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
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
 * Writes into the log that this broker leads, once for each term, as soon as the site knows the broker. Thread-safe.
 */
final class LeadRecorder {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LeadRecorder.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final BrokerId self;
    private final AtomicBoolean busy = new AtomicBoolean();

    LeadRecorder(PrimaryTerm term, ReplicatedBroker broker, BrokerId self) {
        this.term = term;
        this.broker = broker;
        this.self = self;
    }

    /** Records the lead unless that is done. */
    void tick() {
        if (busy.compareAndSet(false, true)) {
            recordUnlessDone().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.debug("the lead was not recorded this time", failure);
                }
            });
        }
    }

    private CompletionStage<Boolean> recordUnlessDone() {
        return broker.read(Freshness.STALE, Deadline.after(TIME), this::isMissing)
                .thenCompose(missing -> missing.value() ? record() : CompletableFuture.completedFuture(false));
    }

    private boolean isMissing(BrokerView view) {
        return view.broker(self).isPresent()
                && view.broker(self)
                        .flatMap(BrokerProfile::lead)
                        .filter(lead -> lead.term() >= term.number())
                        .isEmpty();
    }

    private CompletionStage<Boolean> record() {
        return term.propose(new RecordLead(self, term.number()), Deadline.after(TIME))
                .thenApply(committed -> true);
    }
}
