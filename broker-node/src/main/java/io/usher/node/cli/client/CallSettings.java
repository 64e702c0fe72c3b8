package io.usher.node.cli.client;

import io.usher.node.config.Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How calls are made.
 *
 * @param servers brokers to ask, in this order; at least one
 * @param timeout longest time for a call with all its attempts
 * @param requestId request id for mutations; a new random one for each when empty
 * @param pause shortest time between two rounds through the servers
 */
public record CallSettings(List<Address> servers, Duration timeout, Optional<String> requestId, Duration pause) {
    public CallSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "expected a server and a positive timeout, found " + servers + " and " + timeout);
        }
    }

    /** The same, for one server only. */
    CallSettings only(Address server) {
        return new CallSettings(List.of(server), timeout, requestId, pause);
    }
}
