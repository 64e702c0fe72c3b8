package io.usher.node.primary;

import java.time.InstantSource;

/**
 * The clocks of a primary.
 *
 * @param monotonic measures how long hosts are silent
 * @param log the one from which it stamps the log
 */
record Clocks(NanoClock monotonic, InstantSource log) {

    static final Clocks SYSTEM = new Clocks(NanoClock.SYSTEM, InstantSource.system());
}
