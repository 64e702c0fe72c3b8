package io.usher.node.primary;

import io.usher.core.command.Answer.LeasesExpired;
import io.usher.core.command.ExpireLeases;
import io.usher.core.model.LogTime;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
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
 * Proposes to end pending sessions when the state says that a lease is over, and to log off those that nobody works in
 * when it says that one has stayed for long enough. Time passes only in the log: without a command, nothing would ever
 * expire. Asking once too often is harmless.
 *
 * <p>A lease that ran out while no broker led says little: hosts let users in meanwhile and could tell nobody. So
 * nothing is proposed before this broker has listened for as long as a host may be silent, from the beginning of the
 * term on and again whenever it stood still. Thread-safe.
 */
final class LeaseExpirer {

    /** Sessions ended or ordered off by one command; what is left is due at once. */
    static final int MOST_AT_ONCE = 1_000;

    /** A broker that did not come to look for so long did not come to hear hosts either. */
    static final Duration STANDSTILL = Duration.ofSeconds(2);

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LeaseExpirer.class);

    private final PrimaryTerm term;
    private final ReplicatedBroker broker;
    private final NanoClock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long listeningSince;
    private volatile long lastTick;

    /** Begins a term. Call {@link #tick} from now on, several times in {@link #STANDSTILL}. */
    LeaseExpirer(PrimaryTerm term, ReplicatedBroker broker, NanoClock clock) {
        this.term = term;
        this.broker = broker;
        this.clock = clock;
        this.listeningSince = clock.nanoTime();
        this.lastTick = listeningSince;
    }

    /** Proposes once if something is due. */
    void tick() {
        long now = clock.nanoTime();
        if (now - lastTick > STANDSTILL.toNanos()) {
            listeningSince = now;
        }
        lastTick = now;
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
        return broker.read(Freshness.STALE, Deadline.after(TIME), view -> isDue(view, term.now(), listened()))
                .thenCompose(due -> due.value() ? expire() : CompletableFuture.completedFuture(false));
    }

    private CompletionStage<Boolean> expire() {
        return term.propose(new ExpireLeases(MOST_AT_ONCE), Deadline.after(TIME))
                .thenCompose(committed -> {
                    boolean more = committed.reply() instanceof LeasesExpired expired
                            && Math.max(expired.sessions(), expired.loggedOff()) == MOST_AT_ONCE;
                    return more ? expireDue() : CompletableFuture.completedFuture(true);
                });
    }

    private Duration listened() {
        return Duration.ofNanos(clock.nanoTime() - listeningSince);
    }

    private static boolean isDue(BrokerView view, LogTime now, Duration listened) {
        Duration grace =
                view.site().map(Site::settings).orElse(SiteSettings.DEFAULTS).lostAfter();
        return listened.compareTo(grace) >= 0
                && view.nextDeadline()
                        .filter(deadline -> !deadline.isAfter(now.max(view.now())))
                        .isPresent();
    }
}
