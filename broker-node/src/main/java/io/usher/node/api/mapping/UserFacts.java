package io.usher.node.api.mapping;

import io.usher.core.command.AssignSession;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.FilterFacts;
import io.usher.core.model.GroupName;
import io.usher.core.model.LogTime;
import io.usher.core.model.UserName;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.ListUserResourcesRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Who asks, and from where. Names of users and groups are folded to lower case here, before a command enters the log:
 * folding depends on the Unicode tables of the JDK at hand.
 */
public record UserFacts(UserName user, List<GroupName> groups, ClientInfo client) {

    public UserFacts {
        groups = List.copyOf(groups);
    }

    /**
     * What a request tells.
     *
     * @param connection address of the client as the connection shows it, for a client that does not say
     */
    record Told(String user, List<String> groups, ClientInfoText client, String connection) {}

    /** What a request tells of the client, unchecked. */
    record ClientInfoText(String name, String address, String operatingSystem, String gateway) {}

    /** Reads them from an assignment. */
    static Supplier<UserFacts> of(FieldChecks checks, AssignSessionRequest request, String connection) {
        ClientInfoText client = new ClientInfoText(
                request.getClientName(), request.getClientAddress(), request.getClientOs(), request.getGateway());
        return of(checks, new Told(request.getUser(), request.getGroupsList(), client, connection));
    }

    /** Reads them from a question what a user may see. */
    public static Supplier<UserFacts> of(FieldChecks checks, ListUserResourcesRequest request, String connection) {
        ClientInfoText client = new ClientInfoText(
                request.getClientName(), request.getClientAddress(), request.getClientOs(), request.getGateway());
        return of(checks, new Told(request.getUser(), request.getGroupsList(), client, connection));
    }

    private static Supplier<UserFacts> of(FieldChecks checks, Told told) {
        ClientInfoText client = told.client();
        String from = client.address().isEmpty() ? told.connection() : client.address();
        Supplier<UserName> user = checks.check("user", () -> Names.user(told.user()));
        Supplier<String> name = checks.check("client_name", () -> new ClientInfo(client.name(), "").name());
        Supplier<String> address = checks.check("client_address", () -> new ClientInfo("", from).address());
        Supplier<String> system =
                checks.check("client_os", () -> new ClientInfo("", "", client.operatingSystem(), "").operatingSystem());
        Supplier<String> gateway =
                checks.check("gateway", () -> new ClientInfo("", "", "", client.gateway()).gateway());
        Supplier<List<GroupName>> groups = checks.check("groups", () -> groups(told.groups()));
        return () -> new UserFacts(
                user.get(), groups.get(), new ClientInfo(name.get(), address.get(), system.get(), gateway.get()));
    }

    /** What filtering rules look at, at a moment. */
    public FilterFacts at(LogTime now) {
        return new FilterFacts(user, groups, client, now);
    }

    /** In one order and each once: the same groups told in another order are the same request. */
    private static List<GroupName> groups(List<String> names) {
        return AssignSession.requireGroups(
                names.stream().map(UserFacts::group).distinct().sorted().toList());
    }

    /** The group in the one form in which brokers compare names. */
    static GroupName group(String name) {
        return new GroupName(name.toLowerCase(Locale.ROOT));
    }
}
