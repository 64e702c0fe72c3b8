package io.usher.node;

import io.usher.core.model.LogTime;
import io.usher.core.model.RaisedLog;
import io.usher.node.telemetry.LogLevel;
import io.usher.node.telemetry.Logging;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this process log as administrators have said for this broker, until that is over, and then as configured. For one
 * thread.
 */
final class RaisedLogging {

    private static final Logger LOG = LoggerFactory.getLogger(RaisedLogging.class);

    private final LogLevel configured;
    private final LongSupplier epochMillis;
    private Optional<RaisedLog> inForce = Optional.empty();

    /**
     * Begins with what is configured.
     *
     * @param epochMillis the time; log time stands still where nothing happens, and must not keep a level in force
     */
    RaisedLogging(LogLevel configured, LongSupplier epochMillis) {
        this.configured = configured;
        this.epochMillis = epochMillis;
    }

    /** Takes note of what the site says now. */
    void heed(Optional<RaisedLog> said, LogTime now) {
        LogTime latest = now.max(new LogTime(epochMillis.getAsLong()));
        Optional<RaisedLog> due = said.filter(raised -> !raised.isOver(latest));
        if (due.equals(inForce)) {
            return;
        }
        inForce.map(RaisedLog::category).ifPresent(Logging::unset);
        Logging.start(configured);
        due.ifPresent(raised -> Logging.set(LogLevel.valueOf(raised.level().name()), raised.category()));
        inForce = due;
        // At a level that is on whatever was chosen, but for errors alone.
        LOG.warn(
                "log level: {}",
                due.map(raised -> raised.level() + " for "
                                + (raised.category().isEmpty() ? "everything" : raised.category()) + " for "
                                + raised.lasting())
                        .orElseGet(() -> configured + ", as configured"));
    }
}
