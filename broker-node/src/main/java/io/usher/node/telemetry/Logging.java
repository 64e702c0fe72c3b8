package io.usher.node.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Directs all log output, that of the libraries too, to one place in one format: standard error, as logback.xml lays it
 * out. Thread-safe.
 */
public final class Logging {
    private Logging() {}

    /**
     * Starts logging, or changes what is logged from now on. Our own packages log at the given level. Libraries log one
     * step less, since their "info" is mostly our "debug".
     */
    public static void start(LogLevel level) {
        if (!SLF4JBridgeHandler.isInstalled()) {
            // gRPC speaks java.util.logging; without this it would write to standard error in its own way.
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        set("io.usher", Level.toLevel(level.name()));
        set(org.slf4j.Logger.ROOT_LOGGER_NAME, libraries(level));
    }

    /**
     * Changes what is logged for one package or class, or for everything when the category is empty.
     *
     * @param category name of the package or class
     */
    public static void set(LogLevel level, String category) {
        if (category.isEmpty()) {
            start(level);
        } else {
            set(category, Level.toLevel(level.name()));
        }
    }

    /** Has a package or class log as those around it do. */
    @SuppressWarnings("NullAway") // With null a logger takes over the level of the one above it.
    public static void unset(String category) {
        if (!category.isEmpty() && !category.equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
            set(category, null);
        }
    }

    private static Level libraries(LogLevel level) {
        return switch (level) {
            case OFF -> Level.OFF;
            case ERROR -> Level.ERROR;
            case WARN, INFO -> Level.WARN;
            case DEBUG -> Level.INFO;
            case TRACE -> Level.DEBUG;
        };
    }

    private static void set(String name, Level level) {
        ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
    }
}
