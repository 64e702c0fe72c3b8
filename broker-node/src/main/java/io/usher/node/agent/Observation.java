package io.usher.node.agent;

import io.usher.core.model.HostId;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the sessions of a host, regularly and when asked. The source is called beside the loop, as it may take its
 * time; what it showed is told on the loop. While it fails, what was seen last counts. Safe for use by several threads.
 */
final class Observation {
    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

    private final HostId host;
    private final SessionSource source;
    private final Duration interval;
    private final AgentLoop loop;
    private final Consumer<List<ObservedSession>> seen;
    private boolean isSourceFailing;

    /**
     * Creates an observation that has not begun.
     *
     * @param interval time from one regular look to the next
     * @param seen is told, on the loop, what every look showed
     */
    Observation(
            HostId host,
            SessionSource source,
            Duration interval,
            AgentLoop loop,
            Consumer<List<ObservedSession>> seen) {
        this.host = host;
        this.source = source;
        this.interval = interval;
        this.loop = loop;
        this.seen = seen;
    }

    /** Begins to look regularly. */
    void start() {
        lookLater(Duration.ZERO);
    }

    /** Looks soon, beside the regular looks. */
    void look() {
        loop.atSource(this::observe);
    }

    private void lookLater(Duration wait) {
        loop.later(() -> loop.atSource(this::observeRegularly), wait);
    }

    private void observeRegularly() {
        try {
            observe();
        } finally {
            lookLater(interval);
        }
    }

    private void observe() {
        try {
            List<ObservedSession> sessions = source.observe();
            loop.execute(() -> {
                isSourceFailing = false;
                seen.accept(sessions);
            });
        } catch (SessionSourceException e) {
            loop.execute(() -> sourceFailed(e));
        }
    }

    private void sourceFailed(SessionSourceException e) {
        if (!isSourceFailing) {
            isSourceFailing = true;
            LOG.warn("the sessions of host={} cannot be seen; what was seen last counts", host, e);
        }
    }
}
