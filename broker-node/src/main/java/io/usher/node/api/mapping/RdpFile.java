package io.usher.node.api.mapping;

import io.usher.core.model.Resource;
import io.usher.core.model.ResourceKind;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Route;
import java.util.List;
import java.util.Optional;

/**
 * The settings file of Remote Desktop clients: one {@code name:type:value} on each line, {@code s} for a text. The
 * ticket travels as "loadbalanceinfo", which clients send as their routing token; an application is the "alternate
 * shell" of its session. Names and values have no line ends: none of the texts may contain control characters.
 */
final class RdpFile {

    private static final String LINE_END = "\r\n";

    private RdpFile() {}

    /**
     * The file for an assignment.
     *
     * @param resource that was asked for; empty when it was withdrawn meanwhile
     */
    static String of(Assignment assignment, String user, Optional<Resource> resource) {
        StringBuilder file = new StringBuilder();
        List<Route> routes = assignment.getRoutesList();
        add(file, "full address", routes.get(0).getEndpoint());
        if (routes.size() > 1) {
            add(file, "alternate full address", routes.get(1).getEndpoint());
        }
        add(file, "username", user);
        add(file, "loadbalanceinfo", assignment.getTicket());
        resource.filter(found -> found.kind() == ResourceKind.APPLICATION)
                .ifPresent(application ->
                        add(file, "alternate shell", application.settings().commandLine()));
        return file.toString();
    }

    private static void add(StringBuilder file, String name, String value) {
        file.append(name).append(":s:").append(value).append(LINE_END);
    }
}
