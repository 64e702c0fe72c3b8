package io.usher.node.api;

import java.time.Duration;

/** Every limit of the API's server, with its reason. None is left to a default of the library. */
final class ServerLimits {

    /** Largest request of a client: the longest has a few texts of 512 characters. */
    static final int CLIENT_MESSAGE_BYTES = 64 << 10;

    /** Request headers: names and a token, which with the 200 groups that directories put into one has some 12 KiB. */
    static final int METADATA_BYTES = 32 << 10;

    /** Unary calls at a time over all connections; some 10 KiB each while they wait out an election. */
    static final int CALLS = 16_384;

    /** Calls at a time on one connection: a gateway with a thousand users waits on one. */
    static final int CALLS_PER_CONNECTION = 1_024;

    /**
     * Resets a client may send in the window. All calls of a full connection may run out of time at once, honestly, and
     * again a second later; a flood of resets comes faster.
     */
    static final int RESETS = 4 * CALLS_PER_CONNECTION;

    static final int RESET_WINDOW_SECONDS = 30;

    /** Bytes that a connection may have on the way before they are read: several full requests. */
    static final int FLOW_CONTROL_WINDOW_BYTES = 512 << 10;

    /** From connecting to a finished TLS and HTTP/2 handshake: a slow link yes, a silent one no. */
    static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /** A connection without calls is closed: clients connect again when they have something to say. */
    static final Duration CONNECTION_IDLE = Duration.ofMinutes(5);

    /** Connections move to another broker now and then, so that load spreads after a restart. */
    static final Duration CONNECTION_AGE = Duration.ofMinutes(30);

    /** What runs then may finish; streams go on elsewhere. */
    static final Duration CONNECTION_AGE_GRACE = Duration.ofMinutes(1);

    /** How often the server asks a silent connection whether anybody is there. */
    static final Duration KEEPALIVE = Duration.ofSeconds(30);

    static final Duration KEEPALIVE_TIMEOUT = Duration.ofSeconds(10);

    /** Clients may ask the same this often, and only while they have calls; agents ask every 30 s. */
    static final Duration PERMITTED_KEEPALIVE = Duration.ofSeconds(20);

    /** Time for calls to finish when the broker stops. */
    static final Duration DRAIN = Duration.ofSeconds(5);

    private ServerLimits() {}
}
