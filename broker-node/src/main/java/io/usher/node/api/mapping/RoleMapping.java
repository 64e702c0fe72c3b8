package io.usher.node.api.mapping;

import io.usher.core.command.GrantRole;
import io.usher.core.command.RevokeRole;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import io.usher.proto.v1.GrantRoleRequest;
import io.usher.proto.v1.RevokeRoleRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Roles and who has them. */
public final class RoleMapping {

    /** Kinds of names that somebody can prove to have, in the order in which they name somebody in messages. */
    public static final List<String> KINDS = List.of("cn", "email", "dns", "uri", "ou", "o", "oidc", "oidc-group");

    private static final EnumMapping<Role, io.usher.proto.v1.Role> ROLES =
            EnumMapping.of(Role.class, io.usher.proto.v1.Role.class, "ROLE_");

    private RoleMapping() {}

    public static GrantRole toCommand(GrantRoleRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<IdentityPattern> identity = checks.check("identity", () -> identity(request.getIdentity()));
        Supplier<Role> role = checks.check("role", () -> role(request.getRole()));
        return checks.result(() -> new GrantRole(identity.get(), role.get()));
    }

    public static RevokeRole toCommand(RevokeRoleRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<IdentityPattern> identity = checks.check("identity", () -> identity(request.getIdentity()));
        Supplier<Role> role = checks.check("role", () -> role(request.getRole()));
        return checks.result(() -> new RevokeRole(identity.get(), role.get()));
    }

    public static io.usher.proto.v1.RoleGrant toProto(RoleGrant grant) {
        return io.usher.proto.v1.RoleGrant.newBuilder()
                .setIdentity(grant.identity().value())
                .setRole(toProto(grant.role()))
                .setRevision(grant.granted().index())
                .build();
    }

    public static io.usher.proto.v1.Role toProto(Role role) {
        return ROLES.toProto(role);
    }

    /** The role as people write it. */
    public static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A pattern of a kind of names that can be proven: a line of the table that fits nobody is a mistake. */
    public static IdentityPattern identity(String text) {
        IdentityPattern pattern = new IdentityPattern(text);
        String kind = text.substring(0, text.indexOf(':'));
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException(
                    "must begin with one of " + KINDS + " and a colon, found '" + text + "'");
        }
        return pattern;
    }

    private static Role role(io.usher.proto.v1.Role role) {
        return ROLES.toCore(role);
    }
}
