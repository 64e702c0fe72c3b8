package io.usher.node.cli;

import io.usher.proto.v1.Route;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A public way to a host: {@code direct}, {@code direct=HOST:PORT} or {@code gateway=HOST:PORT}. */
final class RouteConverter implements ITypeConverter<Route> {

    @Override
    public Route convert(String value) {
        int equal = value.indexOf('=');
        String kind = equal < 0 ? value : value.substring(0, equal);
        String endpoint = equal < 0 ? "" : value.substring(equal + 1);
        return switch (kind) {
            case "direct" -> route(Route.Kind.KIND_DIRECT, endpoint);
            case "gateway" -> route(Route.Kind.KIND_GATEWAY, endpoint);
            default ->
                throw new TypeConversionException(
                        "expected direct, direct=HOST:PORT or gateway=HOST:PORT, found '" + value + "'");
        };
    }

    private static Route route(Route.Kind kind, String endpoint) {
        return Route.newBuilder().setKind(kind).setEndpoint(endpoint).build();
    }
}
