package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.GrantRole;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RevokeRole;
import io.usher.core.model.LogPosition;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Role;
import io.usher.proto.v1.RoleGrant;
import java.util.Map;
import java.util.Optional;

/** Who may do what: one line for each identity and role. */
final class RoleRules {

    private static final int MOST_GRANTS = 1_000;

    private final NaiveState state;

    RoleRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer grant(GrantRole command) {
        String role = command.role().name();
        Optional<RoleGrant> known = find(command.identity().value(), role);
        if (known.isPresent()) {
            return new Done(known.get());
        }
        if (state.roles.size() >= MOST_GRANTS) {
            return CatalogueRules.tooMany("role grants", MOST_GRANTS);
        }
        RoleGrant grant = picture(command.identity().value(), role, state.position);
        state.roles.add(grant);
        return new Done(grant);
    }

    NaiveAnswer revoke(RevokeRole command) {
        String identity = command.identity().value();
        Optional<RoleGrant> known = find(identity, command.role().name());
        if (known.isEmpty()) {
            return Refused.because(
                    RefusalReason.ROLE_NOT_GRANTED,
                    Map.of("identity", identity, "role", command.role().name()));
        }
        long administrators = state.roles.stream()
                .filter(grant -> grant.getRole() == Role.ROLE_ADMIN)
                .count();
        if (known.get().getRole() == Role.ROLE_ADMIN && administrators < 2) {
            return Refused.because(RefusalReason.LAST_ADMINISTRATOR, Map.of("identity", identity));
        }
        state.roles.remove(known.get());
        return new Done(Empty.getDefaultInstance());
    }

    /** A line as the API shows it. */
    static RoleGrant picture(String identity, String role, LogPosition granted) {
        return RoleGrant.newBuilder()
                .setIdentity(identity)
                .setRole(Role.valueOf("ROLE_" + role))
                .setRevision(granted.index())
                .build();
    }

    private Optional<RoleGrant> find(String identity, String role) {
        return state.roles.stream()
                .filter(grant -> grant.getIdentity().equals(identity))
                .filter(grant -> grant.getRole().name().equals("ROLE_" + role))
                .findFirst();
    }
}
