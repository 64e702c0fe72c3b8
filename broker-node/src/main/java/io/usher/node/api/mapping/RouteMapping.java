package io.usher.node.api.mapping;

import io.usher.core.command.Answer.Granted;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Route;
import io.usher.core.model.RouteKind;
import java.util.List;
import java.util.function.Supplier;

/** Public ways to hosts. */
final class RouteMapping {

    private static final EnumMapping<RouteKind, io.usher.proto.v1.Route.Kind> KINDS =
            EnumMapping.of(RouteKind.class, io.usher.proto.v1.Route.Kind.class, "KIND_");

    private RouteMapping() {}

    /** Reads routes; their bounds are those of the core's own record. */
    static Supplier<List<Route>> routes(FieldChecks checks, String field, List<io.usher.proto.v1.Route> routes) {
        return checks.check(field, () -> {
            List<Route> read = routes.stream()
                    .map(route -> new Route(KINDS.toCore(route.getKind()), route.getEndpoint()))
                    .toList();
            return new HostSettings(HostPolicy.INHERITED, LogonControl.ENABLED, "", read).routes();
        });
    }

    static List<io.usher.proto.v1.Route> toProto(List<Route> routes) {
        return routes.stream().map(RouteMapping::toProto).toList();
    }

    /** The routes of an assignment: at least the one straight to the host. */
    static List<io.usher.proto.v1.Route> toProto(Granted granted) {
        return granted.routes().isEmpty()
                ? List.of(toProto(new Route(RouteKind.DIRECT, granted.endpoint())))
                : toProto(granted.routes());
    }

    private static io.usher.proto.v1.Route toProto(Route route) {
        return io.usher.proto.v1.Route.newBuilder()
                .setKind(KINDS.toProto(route.kind()))
                .setEndpoint(route.endpoint())
                .build();
    }
}
