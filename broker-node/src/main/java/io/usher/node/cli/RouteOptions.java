package io.usher.node.cli;

import io.usher.proto.v1.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Public ways to hosts, of a resource, a host or a pool; the first of these that has any counts. */
final class RouteOptions {

    @Option(
            names = "--route",
            paramLabel = "ROUTE,...",
            split = ",",
            hideParamSyntax = true,
            converter = RouteConverter.class,
            description = "Public ways to the hosts, in order of preference: direct, direct=HOST:PORT or"
                    + " gateway=HOST:PORT. Those of a resource count first, then a host's, then its pool's.")
    private List<Route> routes = List.of();

    @Option(names = "--no-routes", description = "Remove all public ways.")
    private boolean none;

    Fields fill(Fields fields, Consumer<List<Route>> setter) {
        return fields.set(
                "routes", none ? Optional.of(List.of()) : Optional.of(routes).filter(list -> !list.isEmpty()), setter);
    }
}
