package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.GrantRole;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RevokeRole;
import io.usher.core.model.BrokerId;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LeadCause;
import io.usher.core.model.Role;
import java.util.Random;

/** Commands about brokers and roles by chance. */
final class BrokerSource {

    private final Random chance;

    BrokerSource(Random chance) {
        this.chance = chance;
    }

    Command next() {
        BrokerId broker = new BrokerId("b" + chance.nextInt(3));
        return switch (chance.nextInt(6)) {
            case 0 -> new RegisterBroker(broker, "b:" + (1 + chance.nextInt(2)), "", "1");
            case 1 -> new PromoteBroker(broker, LeadCause.PROMOTION);
            case 2 -> new GrantRole(identity(), role());
            case 3 -> new RevokeRole(identity(), role());
            default -> new RecordLead(broker, chance.nextInt(40));
        };
    }

    private IdentityPattern identity() {
        return new IdentityPattern("cn:i" + chance.nextInt(2));
    }

    private Role role() {
        return chance.nextInt(4) != 0 ? Role.ADMIN : Role.OPERATOR;
    }
}
