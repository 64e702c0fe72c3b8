package io.usher.node.primary;

import io.usher.core.command.FoundSite;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
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

/** Gives a new site its name: the first primary of all does. Thread-safe. */
final class SiteFounder {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SiteFounder.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final SiteId site;
    private final AtomicBoolean busy = new AtomicBoolean();

    SiteFounder(PrimaryTerm term, ReplicatedBroker broker, SiteId site) {
        this.term = term;
        this.broker = broker;
        this.site = site;
    }

    /** Founds the site if nobody has. */
    void tick() {
        if (busy.compareAndSet(false, true)) {
            foundUnlessDone().whenComplete((done, failure) -> {
                busy.set(false);
                if (failure != null) {
                    LOG.debug("the site was not founded this time", failure);
                }
            });
        }
    }

    private CompletionStage<Boolean> foundUnlessDone() {
        return broker.read(
                        Freshness.STALE,
                        Deadline.after(TIME),
                        view -> view.site().isPresent())
                .thenCompose(known -> known.value() ? CompletableFuture.completedFuture(false) : found());
    }

    /** Refused when it was founded meanwhile, which is as good. */
    private CompletionStage<Boolean> found() {
        return term.propose(
                        new FoundSite(site, "", SiteSettings.DEFAULTS, FeatureLevel.highest()), Deadline.after(TIME))
                .thenApply(committed -> {
                    LOG.info(
                            "site {} founded, revision={}",
                            site,
                            committed.position().index());
                    return true;
                });
    }
}
