package io.usher.node;

import io.usher.core.model.SiteId;
import io.usher.node.api.ApiPort;
import io.usher.node.config.Address;
import io.usher.node.config.ServerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the brokers of one process have in common: the addresses that several of them serve clients on, and the log.
 *
 * @param ports by the address that they listen on
 * @param logging how much this process logs
 */
record CommonParts(Map<Address, ApiPort> ports, RaisedLogging logging) {

    CommonParts {
        ports = Map.copyOf(ports);
    }

    /** What these brokers have in common. Those that state the same API address have been found to agree about it. */
    static CommonParts of(List<ServerConfig> configs) {
        Map<Address, ApiPort> ports = new HashMap<>();
        configs.stream()
                .collect(Collectors.groupingBy(config -> config.api().listen()))
                .forEach((address, together) -> ports.put(address, port(together)));
        RaisedLogging logging = new RaisedLogging(configs.get(0).logLevel(), System::currentTimeMillis);
        return new CommonParts(ports, logging);
    }

    private static ApiPort port(List<ServerConfig> together) {
        return new ApiPort(
                ServerSettings.of(together.get(0)).server(),
                together.stream().map(config -> new SiteId(config.siteId())).toList());
    }

    /** Where a broker serves clients. */
    ApiPort api(ServerConfig config) {
        return Objects.requireNonNull(ports.get(config.api().listen()), "a port for every broker");
    }
}
