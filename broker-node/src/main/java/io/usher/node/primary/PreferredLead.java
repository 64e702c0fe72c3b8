package io.usher.node.primary;

import io.usher.core.command.PromoteBroker;
import io.usher.core.command.Refusal;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.Lead;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LogTime;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.Preference;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the lead to a broker that is preferred and has caught up, without a failed call: within a short time after an
 * election to one of higher priority, and at any time when this broker must not lead. One that comes back later takes
 * nothing away, unless administrators said after which time of steadiness it does. Thread-safe.
 */
public final class PreferredLead {

    /** After an election. Whoever has not caught up by then would take the lead from one that works. */
    static final Duration AFTER_AN_ELECTION = Duration.ofSeconds(10);

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(PreferredLead.class);

    private final ReplicatedBroker broker;
    private final GroupControl control;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Guarded by itself. */
    private final Steadiness steadiness;

    /** To whom the lead should go, and why. */
    private record Successor(BrokerId id, LeadCause cause) {}

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public PreferredLead(ReplicatedBroker broker, GroupControl control, LongSupplier nanoTime) {
        this.broker = broker;
        this.control = control;
        this.steadiness = new Steadiness(nanoTime::getAsLong);
    }

    /** Looks once, unless the look before is still under way. Does nothing on a broker that does not lead. */
    public void tick() {
        if (!control.leading()) {
            synchronized (steadiness) {
                steadiness.saw(Set.of());
            }
        } else if (busy.compareAndSet(false, true)) {
            look().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.info("the lead was not handed to a broker that is preferred: {}", failure.getMessage());
                }
            });
        }
    }

    private CompletionStage<Void> look() {
        return broker.read(Freshness.STALE, Deadline.after(TIME), view -> preferred(view, view.now()))
                .thenCompose(found -> found.value().stream()
                        .findFirst()
                        .map(this::handOver)
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** Those to whom the lead should go, the best first; nobody when it should stay. */
    private List<Successor> preferred(BrokerView view, LogTime now) {
        Optional<Lead> lead = view.broker(control.self()).flatMap(BrokerProfile::lead);
        if (lead.isEmpty()) {
            // Not yet told to the site.
            return List.of();
        }
        BrokerSettings own = Preference.settings(view, control.self());
        boolean isFresh = lead.get().leadCause() == LeadCause.ELECTION
                && !now.isAfter(lead.get().since().plus(AFTER_AN_ELECTION));
        List<BrokerId> able = Preference.order(view, control.members()).stream()
                .filter(other -> !other.equals(control.self()))
                .filter(other -> Preference.settings(view, other).mayLead())
                .filter(this::canTakeOver)
                .toList();
        synchronized (steadiness) {
            steadiness.saw(Set.copyOf(able));
            return able.stream()
                    .flatMap(other -> cause(other, Preference.settings(view, other), own, isFresh)
                            .map(cause -> new Successor(other, cause))
                            .stream())
                    .toList();
        }
    }

    private Optional<LeadCause> cause(BrokerId id, BrokerSettings other, BrokerSettings own, boolean isFresh) {
        boolean isHigher = other.priority() > own.priority();
        if (!own.mayLead() || (isFresh && isHigher)) {
            return Optional.of(LeadCause.PRIORITY);
        }
        return other.failbackAfter()
                .filter(after -> isHigher && steadiness.of(id).compareTo(after) >= 0)
                .map(after -> LeadCause.FAILBACK);
    }

    private boolean canTakeOver(BrokerId other) {
        try {
            control.checkHandOver(other);
            return true;
        } catch (GroupChangeException e) {
            LOG.debug("broker={} is preferred and cannot lead", other, e);
            return false;
        }
    }

    private CompletionStage<Void> handOver(Successor to) {
        LOG.info("handing the lead to broker={}, which is preferred, cause={}", to.id(), to.cause());
        PromoteBroker order = new PromoteBroker(to.id(), to.cause());
        return broker.submit(new Submission(order, Optional.empty(), Deadline.after(TIME)))
                .thenCompose(committed -> committed.reply() instanceof Refusal refusal
                        ? CompletableFuture.failedFuture(new GroupChangeException("the site refused: " + refusal))
                        : control.handOver(to.id()));
    }
}
