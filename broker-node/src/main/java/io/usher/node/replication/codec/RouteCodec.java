package io.usher.node.replication.codec;

import io.usher.core.model.Route;
import io.usher.proto.internal.v1.RouteRecord;
import java.util.List;

/** Public ways to hosts. */
final class RouteCodec {

    private RouteCodec() {}

    static List<RouteRecord> encode(List<Route> routes) {
        return routes.stream()
                .map(route -> RouteRecord.newBuilder()
                        .setKind(Codes.ROUTE_KIND.encode(route.kind()))
                        .setEndpoint(route.endpoint())
                        .build())
                .toList();
    }

    static List<Route> decode(List<RouteRecord> routes) {
        return routes.stream()
                .map(route -> new Route(Codes.ROUTE_KIND.decode(route.getKind()), route.getEndpoint()))
                .toList();
    }
}
