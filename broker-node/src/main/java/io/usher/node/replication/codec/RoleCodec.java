package io.usher.node.replication.codec;

import io.usher.core.command.Command;
import io.usher.core.command.GrantRole;
import io.usher.core.command.RevokeRole;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.RoleGrant;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.GrantRoleCommand;
import io.usher.proto.internal.v1.RevokeRoleCommand;
import io.usher.proto.internal.v1.RoleGrantRecord;

/** The role table and the commands about it. */
final class RoleCodec {

    private RoleCodec() {}

    static RoleGrantRecord encode(RoleGrant grant) {
        return RoleGrantRecord.newBuilder()
                .setIdentity(grant.identity().value())
                .setRole(Codes.ROLE.encode(grant.role()))
                .setGranted(ValueCodec.encode(grant.granted()))
                .build();
    }

    static RoleGrant decode(RoleGrantRecord grant) {
        return new RoleGrant(
                new IdentityPattern(grant.getIdentity()),
                Codes.ROLE.decode(grant.getRole()),
                ValueCodec.position(grant.getGranted()));
    }

    static GrantRoleCommand encode(GrantRole command) {
        return GrantRoleCommand.newBuilder()
                .setIdentity(command.identity().value())
                .setRole(Codes.ROLE.encode(command.role()))
                .build();
    }

    static RevokeRoleCommand encode(RevokeRole command) {
        return RevokeRoleCommand.newBuilder()
                .setIdentity(command.identity().value())
                .setRole(Codes.ROLE.encode(command.role()))
                .build();
    }

    /** A command about the role table out of its envelope. */
    static Command command(Envelope envelope) {
        if (envelope.hasGrantRole()) {
            GrantRoleCommand grant = envelope.getGrantRole();
            return new GrantRole(new IdentityPattern(grant.getIdentity()), Codes.ROLE.decode(grant.getRole()));
        }
        RevokeRoleCommand revoke = envelope.getRevokeRole();
        return new RevokeRole(new IdentityPattern(revoke.getIdentity()), Codes.ROLE.decode(revoke.getRole()));
    }
}
