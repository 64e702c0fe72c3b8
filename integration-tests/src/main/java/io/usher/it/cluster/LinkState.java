package io.usher.it.cluster;

import java.time.Duration;

/**
 * What passes on a link between two processes.
 *
 * @param connected false: connections break with a reset, and new ones are refused
 * @param requests whether bytes pass to the one that was called; held back, not lost, as by a network that heals
 * @param replies whether bytes pass to the one that called
 * @param delay added to everything that passes, zero or more
 */
public record LinkState(boolean connected, boolean requests, boolean replies, Duration delay) {

    /** Everything passes. */
    public static final LinkState OPEN = new LinkState(true, true, true, Duration.ZERO);
    /** Connections break at once. */
    public static final LinkState CUT = new LinkState(false, false, false, Duration.ZERO);
    /** Nothing passes and nobody is told, as when a cable is pulled. */
    public static final LinkState SILENT = new LinkState(true, false, false, Duration.ZERO);
    /** Requests arrive and no reply comes back. */
    public static final LinkState NO_REPLIES = new LinkState(true, true, false, Duration.ZERO);

    /** Everything passes, later. */
    public static LinkState delayedBy(Duration delay) {
        return new LinkState(true, true, true, delay);
    }
}
