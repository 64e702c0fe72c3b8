package io.usher.node.cli.output;

import io.usher.proto.v1.Role;
import io.usher.proto.v1.RoleGrant;
import java.util.List;

/** The role table. */
public final class RoleView {
    private static final View<RoleGrant> VIEW = new View<>(
            grant -> word(grant.getRole()) + " " + grant.getIdentity(),
            List.of(
                    Column.of("IDENTITY", RoleGrant::getIdentity),
                    Column.of("ROLE", grant -> word(grant.getRole())),
                    Column.of("REVISION", grant -> Long.toString(grant.getRevision()))));

    private RoleView() {}

    public static View<RoleGrant> view() {
        return VIEW;
    }

    /** The role as options take it. */
    public static String word(Role role) {
        return Wording.word(role);
    }
}
