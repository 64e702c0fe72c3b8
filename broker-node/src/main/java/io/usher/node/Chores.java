package io.usher.node;

import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import io.usher.node.api.Health;
import io.usher.node.api.ServiceGate;
import io.usher.node.primary.PreferredLead;
import io.usher.node.primary.VoteKeeper;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.Preference;
import io.usher.node.replication.raft.Replication;
import java.time.Duration;

/** What a broker looks at again and again: how it stands, what is set on it, who is to lead and who is to vote. */
final class Chores {

    private static final Duration HEALTH_TICK = Duration.ofMillis(200);
    private static final Duration LEAD_TICK = Duration.ofMillis(500);

    private Chores() {}

    static void begin(NodeThreads threads, Replication replication, ServiceGate gate, Health health) {
        BrokerId self = replication.control().self();
        threads.repeat(HEALTH_TICK, () -> tell(health, replication));
        threads.repeat(HEALTH_TICK, () -> tell(gate, replication, self));
        PreferredLead lead = new PreferredLead(replication, replication.control(), System::nanoTime);
        threads.repeat(LEAD_TICK, lead::tick);
        VoteKeeper votes = new VoteKeeper(replication, replication.control(), System::nanoTime);
        threads.repeat(LEAD_TICK, votes::tick);
    }

    /** @param logging of this process, which may run the brokers of other sites, too */
    static void log(NodeThreads threads, SiteId site, Replication replication, RaisedLogging logging) {
        BrokerId self = replication.control().self();
        threads.repeat(
                LEAD_TICK,
                () -> replication
                        .read(
                                Freshness.STALE,
                                Deadline.after(HEALTH_TICK),
                                view -> Preference.settings(view, self).raisedLog())
                        .thenAccept(found -> logging.heed(site, found.value(), found.time())));
    }

    private static void tell(ServiceGate gate, Replication replication, BrokerId self) {
        replication
                .read(Freshness.STALE, Deadline.after(HEALTH_TICK), view -> Preference.settings(view, self))
                .thenAccept(found -> gate.tell(found.value()));
    }

    private static void tell(Health health, Replication replication) {
        health.canCommit(replication.primary().isPresent());
        replication
                .read(
                        Freshness.STALE,
                        Deadline.after(HEALTH_TICK),
                        view -> view.site().isPresent())
                .handle((found, failure) -> failure == null && found.value())
                .thenAccept(health::canRead);
    }
}
