package io.usher.node.cli.output;

import io.usher.proto.v1.Route;
import java.util.List;
import java.util.stream.Collectors;

/** Public ways to hosts as options take them: {@code gateway=gw.example:3389,direct}. */
public final class RouteText {

    private RouteText() {}

    public static String of(List<Route> routes) {
        return routes.stream()
                .map(route -> Wording.word(route.getKind())
                        + (route.getEndpoint().isEmpty() ? "" : "=" + route.getEndpoint()))
                .collect(Collectors.joining(","));
    }
}
