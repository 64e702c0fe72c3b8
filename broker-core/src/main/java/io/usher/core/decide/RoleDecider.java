package io.usher.core.decide;

import io.usher.core.command.Answer.RoleAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.GrantRole;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RevokeRole;
import io.usher.core.event.Event.RoleGranted;
import io.usher.core.event.Event.RoleRevoked;
import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.RoleTable;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.Optional;

/** Rules of the role table. Who may ask for a change of it is checked at the door. */
final class RoleDecider {

    private final BrokerView view;
    private final CommandContext context;

    RoleDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling grant(GrantRole command) {
        RoleTable table = view.roles();
        Optional<RoleGrant> known = table.find(command.identity(), command.role());
        if (known.isPresent()) {
            return Ruling.answer(new RoleAnswer(known.get()));
        }
        if (table.grants().size() >= Limits.ROLE_GRANTS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "role grants", "bound", Limits.ROLE_GRANTS);
        }
        RoleGrant grant = new RoleGrant(command.identity(), command.role(), context.position());
        return Ruling.answer(new RoleAnswer(grant), new RoleGranted(grant));
    }

    /** A table in which nobody is an administrator could be mended only by who can change a broker's files. */
    Ruling revoke(RevokeRole command) {
        Optional<RoleGrant> known = view.roles().find(command.identity(), command.role());
        if (known.isEmpty()) {
            return Ruling.refuse(
                    RefusalReason.ROLE_NOT_GRANTED,
                    "identity",
                    command.identity(),
                    "role",
                    command.role().name());
        }
        if (command.role() == Role.ADMIN && view.roles().count(Role.ADMIN) == 1) {
            return Ruling.refuse(RefusalReason.LAST_ADMINISTRATOR, "identity", command.identity());
        }
        return Ruling.done(new RoleRevoked(known.get()));
    }
}
