package io.usher.node.api.mapping;

import io.usher.core.command.AssignSession;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.GroupName;
import io.usher.core.model.UserName;
import io.usher.proto.v1.AssignSessionRequest;
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
     * Reads them from a request.
     *
     * @param connection address of the client as the connection shows it, for a client that does not say
     */
    static Supplier<UserFacts> of(FieldChecks checks, AssignSessionRequest request, String connection) {
        String told = request.getClientAddress();
        Supplier<UserName> user = checks.check("user", () -> Names.user(request.getUser()));
        Supplier<String> name = checks.check("client_name", () -> new ClientInfo(request.getClientName(), "").name());
        Supplier<String> address =
                checks.check("client_address", () -> new ClientInfo("", told.isEmpty() ? connection : told).address());
        Supplier<String> system =
                checks.check("client_os", () -> new ClientInfo("", "", request.getClientOs(), "").operatingSystem());
        Supplier<String> gateway =
                checks.check("gateway", () -> new ClientInfo("", "", "", request.getGateway()).gateway());
        Supplier<List<GroupName>> groups = checks.check("groups", () -> groups(request.getGroupsList()));
        return () -> new UserFacts(
                user.get(), groups.get(), new ClientInfo(name.get(), address.get(), system.get(), gateway.get()));
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
