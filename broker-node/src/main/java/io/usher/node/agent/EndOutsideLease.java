package io.usher.node.agent;

import io.usher.node.agent.lease.HostLease;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strict policy for a host that is cut off: when its lease has run out, all of its sessions end, again and again
 * until it has a lease. Only with this policy has a user at most one running session while a host is cut off; without
 * it, the user may work on there and have another session elsewhere.
 *
 * <p>It acts while the agent runs. An agent that is dead ends nothing: a supervisor has to start it again at once, or
 * stop the sessions itself. The sessions have to end within the margin by which brokers wait longer than the lease.
 * Used by the loop alone.
 */
final class EndOutsideLease {
    private static final Logger LOG = LoggerFactory.getLogger(EndOutsideLease.class);

    private final HostLease lease;
    private final SessionSource source;
    private final Executor sources;
    private final Duration interval;
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private Duration notBefore = Duration.ZERO;

    /**
     * Creates the policy.
     *
     * @param sources where the source may take its time
     * @param interval time between two attempts
     */
    EndOutsideLease(HostLease lease, SessionSource source, Executor sources, Duration interval) {
        this.lease = lease;
        this.source = source;
        this.sources = sources;
        this.interval = interval;
    }

    /** Ends the sessions if it is time to. */
    void step(Duration now) {
        if (!lease.hasRunOut() || now.compareTo(notBefore) < 0 || !isEnding.compareAndSet(false, true)) {
            return;
        }
        notBefore = now.plus(interval);
        sources.execute(() -> {
            try {
                endAll();
            } finally {
                isEnding.set(false);
            }
        });
    }

    private void endAll() {
        try {
            for (ObservedSession session : source.observe()) {
                end(session.key());
            }
        } catch (SessionSourceException e) {
            LOG.warn("the lease is over, and the sessions that should end cannot be seen", e);
        }
    }

    private void end(String key) {
        LOG.warn("the lease is over: session key={} ends", key);
        try {
            source.end(key);
        } catch (SessionSourceException e) {
            LOG.warn("session key={} could not be ended and will be tried again", key, e);
        }
    }
}
