package io.usher.node.gateway;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where a door stands and what it bears.
 *
 * @param listen address for clients; port 0 for any free one
 * @param sessionHost address of the session host behind the door, which nobody else should reach
 * @param limits what the door bears
 */
public record DoorSettings(InetSocketAddress listen, InetSocketAddress sessionHost, Limits limits) {

    /**
     * What a door bears.
     *
     * @param firstPacket time in which a client must have sent its first packet
     * @param decision time in which the doorkeeper must have answered
     * @param connect time in which the session host must have answered the first packet, counted from its turn
     * @param waiting connections that are not spliced yet; further ones are closed at once
     * @param connections connections in all; further ones are closed at once
     * @param starting connections that the session host is given at a time before it has answered their first packet;
     *     xrdp listens with a backlog of 2, and more at once get lost
     */
    public record Limits(
            Duration firstPacket, Duration decision, Duration connect, int waiting, int connections, int starting) {
        /** What fits an xrdp host of up to a few thousand sessions. */
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(15), 256, 4096, 2);

        public Limits {
            if (starting < 1 || waiting < 1 || connections < waiting) {
                throw new IllegalArgumentException("expected at least 1 starting and 1 waiting connection and no fewer"
                        + " connections than waiting ones, found " + starting + ", " + waiting + " and " + connections);
            }
        }
    }
}
