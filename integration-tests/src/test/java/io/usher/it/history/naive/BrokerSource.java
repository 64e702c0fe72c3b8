package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.GrantRole;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RevokeRole;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LeadCause;
import io.usher.core.model.Role;
import io.usher.core.state.BrokerView;
import java.util.Optional;
import java.util.Random;

/** Commands about brokers and roles by chance. */
final class BrokerSource {

    private final Random chance;

    BrokerSource(Random chance) {
        this.chance = chance;
    }

    Command next(BrokerView view) {
        BrokerId broker = new BrokerId("b" + chance.nextInt(3));
        return switch (chance.nextInt(7)) {
            case 0 -> new RegisterBroker(broker, "b:" + (1 + chance.nextInt(2)), "", "1");
            case 4 ->
                chance.nextBoolean()
                        ? new RemoveBroker(leading(view).orElse(broker))
                        : new RegisterBroker(broker, "b:7", "", "2");
            case 1 -> new PromoteBroker(broker, LeadCause.PROMOTION);
            case 2 -> new GrantRole(identity(), role());
            case 3 -> new RevokeRole(identity(), role());
            default -> new RecordLead(broker, chance.nextInt(40));
        };
    }

    private static Optional<BrokerId> leading(BrokerView view) {
        return view.brokers().stream()
                .filter(broker -> broker.lead().isPresent())
                .map(BrokerProfile::id)
                .findFirst();
    }

    private IdentityPattern identity() {
        return new IdentityPattern("cn:i" + chance.nextInt(2));
    }

    private Role role() {
        return chance.nextInt(4) != 0 ? Role.ADMIN : Role.OPERATOR;
    }
}
