package io.usher.node.api;

import io.usher.core.model.Role;
import io.usher.core.model.UserName;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.ListUserResourcesRequest;
import java.util.List;
import java.util.Set;

/**
 * What a client may say of itself: its own user, the groups that its certificate names, the address that it comes from.
 * Who asks for anybody may say all of it.
 */
final class ClientScope {

    private ClientScope() {}

    static AssignSessionRequest of(AssignSessionRequest request) {
        Caller caller = Caller.current();
        if (caller.asksForAnybody()) {
            return request;
        }
        check(caller, request.getUser(), request.getGroupsList());
        return request.toBuilder()
                .clearGroups()
                .addAllGroups(caller.identity().groups())
                .clearClientAddress()
                .clearGateway()
                .build();
    }

    static ListUserResourcesRequest of(ListUserResourcesRequest request) {
        Caller caller = Caller.current();
        if (caller.asksForAnybody()) {
            return request;
        }
        check(caller, request.getUser(), request.getGroupsList());
        if (request.getShowHidden()) {
            throw Denial.of("seeing what is hidden", AccessTable.FOR_ANYBODY, caller)
                    .because("rules are told to administrators alone");
        }
        return request.toBuilder()
                .clearGroups()
                .addAllGroups(caller.identity().groups())
                .clearClientAddress()
                .clearGateway()
                .build();
    }

    private static void check(Caller caller, String user, List<String> groups) {
        UserName wanted = new FieldChecks().required("user", () -> Names.user(user));
        caller.requireUser(wanted);
        List<String> own = caller.identity().groups();
        groups.stream()
                .filter(group -> own.stream().noneMatch(group::equalsIgnoreCase))
                .findFirst()
                .ifPresent(other -> {
                    throw Denial.of("asking as a member of " + other, AccessTable.FOR_ANYBODY, caller)
                            .because("the groups of a client are those of its certificate, " + own);
                });
    }

    /** Whoever gives up places: operators anybody's, others as they may ask. */
    static boolean givesUpAnybodysPlace(Caller caller) {
        return caller.asksForAnybody() || caller.hasAny(Set.of(Role.OPERATOR));
    }
}
