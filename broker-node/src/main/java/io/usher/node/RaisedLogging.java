package io.usher.node;

import io.usher.core.model.LogTime;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.SiteId;
import io.usher.node.telemetry.LogLevel;
import io.usher.node.telemetry.Logging;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this process log as administrators have said for its brokers, until that is over, and then as configured. Where
 * sites say different things about the same category the one that shows more holds. Thread-safe.
 */
final class RaisedLogging {

    private static final Logger LOG = LoggerFactory.getLogger(RaisedLogging.class);

    private final LogLevel configured;
    private final LongSupplier epochMillis;
    /** By site; guarded by this. */
    private final Map<SiteId, RaisedLog> inForce = new TreeMap<>(Comparator.comparing(SiteId::value));

    /**
     * Begins with what is configured.
     *
     * @param epochMillis the time; log time stands still where nothing happens, and must not keep a level in force
     */
    RaisedLogging(LogLevel configured, LongSupplier epochMillis) {
        this.configured = configured;
        this.epochMillis = epochMillis;
    }

    /** Takes note of what a site says now of its broker in this process. */
    synchronized void heed(SiteId site, Optional<RaisedLog> said, LogTime now) {
        LogTime latest = now.max(new LogTime(epochMillis.getAsLong()));
        Optional<RaisedLog> due = said.filter(raised -> !raised.isOver(latest));
        if (due.equals(Optional.ofNullable(inForce.get(site)))) {
            return;
        }
        inForce.values().stream().map(RaisedLog::category).forEach(Logging::unset);
        due.ifPresentOrElse(raised -> inForce.put(site, raised), () -> inForce.remove(site));
        Logging.start(configured);
        // What shows more comes last, and what is for everything before what is for a part of it.
        inForce.values().stream()
                .sorted(Comparator.comparing(
                                (RaisedLog raised) -> !raised.category().isEmpty())
                        .thenComparing(RaisedLogging::level))
                .forEach(raised -> Logging.set(level(raised), raised.category()));
        // At a level that is on whatever was chosen, but for errors alone.
        LOG.warn(
                "log level of site {}: {}",
                site,
                due.map(raised -> raised.level() + " for "
                                + (raised.category().isEmpty() ? "everything" : raised.category()) + " for "
                                + raised.lasting())
                        .orElseGet(() -> configured + ", as configured"));
    }

    private static LogLevel level(RaisedLog raised) {
        return LogLevel.valueOf(raised.level().name());
    }
}
